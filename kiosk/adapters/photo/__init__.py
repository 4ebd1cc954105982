"""What makes a picture of the photo on a chip."""

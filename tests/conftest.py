"""What holds for every test: none of them is a matter of how fast the machine is."""

from hypothesis import settings

settings.register_profile("zhaoban", deadline=None, max_examples=50)
settings.load_profile("zhaoban")

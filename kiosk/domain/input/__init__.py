"""Turning keys into Chinese: pinyin, nine keys, strokes, components and code points."""

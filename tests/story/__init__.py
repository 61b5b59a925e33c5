"""How a seller publishes a product: one script, told in three ways.

`script.py` is the story. `test_story.py` plays it in a test's transaction;
`python -m tests.story http://127.0.0.1:8000` plays it against a running `make run` and
writes docs/seller-story.md with the answers it got.
"""

"""Stories of the product: each one script, told in three ways.

`seller.py` and `importer.py` are the stories. `test_story.py` plays them in a test's
transaction; `python -m tests.story http://127.0.0.1:8000 importer` plays one against a
running `make run` and writes its page in docs/ with the answers it got.
"""

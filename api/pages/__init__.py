"""Our own plain pages of a thread, for whoever has no app or site at hand.

They need no JavaScript and set no cookie. What opens a page may act in that thread
alone: the token is in the address, and no browser adds anything of its own, so the
forms need no other protection against forgery. Where `ENQUIRY_PAGE_URL` names a site,
these are not used.
"""

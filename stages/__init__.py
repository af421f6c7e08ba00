"""The stages of one site's pass, which `audit.py` calls in their order.

Opening: arrival. Walking: walk with follow and answers. Afterwards: settle, browsing, attachment_reading, probing. The end:
conclusions with judge, link_verdicts, site_views; narrowing (what a recheck looks at), closing.
"""

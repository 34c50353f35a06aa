"""WebSub: is a hub asked to hand over what a feed posts, and may it be believed?

Source: WebSub, W3C Recommendation, 2018.
"""

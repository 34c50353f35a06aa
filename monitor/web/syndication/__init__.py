"""Alerts as feeds that readers subscribe to.

`entries` are the stories that were told, `atom` and `json_feed` write them.
"""

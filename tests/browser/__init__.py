"""The page in a real Chromium, served by the real server over a store and a log in memory."""

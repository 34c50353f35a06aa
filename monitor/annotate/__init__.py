"""Decisions about language: mentions, events, their roles and modality, over a plain parse."""

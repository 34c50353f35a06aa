"""Decisions of the annotate stage: what a text says, over a plain parse that any language model can fill.

sentences → mentions → gates → (parse) → coder. Nothing here loads a model; `monitor.nlp` does and hands the parse over.
"""

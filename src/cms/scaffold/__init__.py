"""The scaffold stage: from a few answers, or a folder of content, to the files of a new repository."""

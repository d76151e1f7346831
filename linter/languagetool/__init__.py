"""LanguageTool as one more source of hits: its grammar rules beside ours, curated by what they are worth on MT output.

    setting    what the user asked for (``--languagetool``, ``--languagetool-rules``)
    guard      a small process that runs the server and ends it when its owner is gone
    server     one local server, found or fetched by language-tool-python
    client     texts to a server and matches back, positions in code points
    curated    which of its rules speak of translation, as measured
    source     matches -> findings, merged with ours

Nothing here is imported unless LanguageTool is asked for.
"""

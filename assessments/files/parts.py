"""Reading stored bytes in parts, from whichever storage the site has configured."""

BLOCK = 65_536


def open_part(file, start, length):
    """Return an iterator over `length` bytes of a stored file from `start` on, in blocks.

    A storage that can fetch a part by itself does (`files.s3`); in any other the file is opened and wound on.
    What is not there raises at once, before an answer has begun: `OSError`.
    """
    fetch = getattr(file.storage, "open_part", None)
    if fetch:
        return fetch(file.name, start, length)
    return _blocks(file.storage.open(file.name, "rb"), start, length)


def _blocks(stream, start, length):
    with stream:
        stream.seek(start)
        while length > 0 and (block := stream.read(min(BLOCK, length))):
            length -= len(block)
            yield block

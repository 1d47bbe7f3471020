"""Documents for the demonstration, made when it is loaded: a page that says it holds nothing, and a picture of bars."""

import struct
import zlib

BARS = ((12, 84, 100), (98, 165, 174), (220, 232, 227), (231, 189, 105), (28, 101, 64))
WIDTH, HEIGHT = 400, 260


def pdf_page(number):
    """Return the bytes of an A4 page that carries a document's number and says that it is invented.

    The standard face knows Western letters only: the words are chosen to need no others, but for the dot under the
    “ọ”, which is drawn; its Icelandic Ð looks like our Đ.
    """
    number = number.replace("Đ", "Ð").encode("cp1252", "replace").replace(b"(", b"\\(").replace(b")", b"\\)")
    words = "Trang này không có thông tin.".encode("cp1252")
    content = (
        b"BT /F1 28 Tf 72 740 Td (Minh hoa) Tj ET 162.3 732.5 3 3 re f\n"
        b"BT /F1 14 Tf 72 700 Td (" + number + b") Tj 0 -24 Td (" + words + b") Tj ET"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _pdf_file(objects)


def _pdf_file(objects):
    written, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def picture(seed):
    """Return the bytes of a PNG of coloured bars; another seed gives another picture, and no person in any."""
    rows = []
    for y in range(HEIGHT):
        heights = [40 + (seed * 53 + place * 37) % (HEIGHT - 60) for place in range(len(BARS))]
        row = b"".join(_pixel(x, y, heights) for x in range(WIDTH))
        rows.append(b"\0" + row)
    header = struct.pack("!2I5B", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _pixel(x, y, heights):
    place, within = divmod(x, WIDTH // len(BARS))
    is_bar = within > 15 and y >= HEIGHT - heights[place]
    return bytes(BARS[place] if is_bar else (255, 255, 255))


def _chunk(name, data):
    return struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))

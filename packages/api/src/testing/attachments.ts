/** An archive whose parts are empty, except for those with bytes; nothing in it is compressed unless it says so. */
export function zipOf(parts: Readonly<Record<string, Buffer>>, method = 0): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, bytes] of Object.entries(parts)) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(method, 8)
    local.writeUInt32LE(bytes.length, 18)
    local.writeUInt32LE(bytes.length, 22)
    local.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(method, 10)
    entry.writeUInt32LE(bytes.length, 20)
    // What a bomb says of itself: four gigabytes out of next to nothing.
    entry.writeUInt32LE(method === 0 ? bytes.length : 0xffffffff, 24)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE(at, 42)
    const body = Buffer.concat([local, Buffer.from(name), bytes])
    bodies.push(body)
    directory.push(Buffer.concat([entry, Buffer.from(name)]))
    at += body.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(
    directory.reduce((sum, { length }) => sum + length, 0),
    12,
  )
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, ...directory, end])
}

const none = Buffer.alloc(0)

/** What tells a workbook from other archives. */
export const workbook = (more: Readonly<Record<string, Buffer>> = {}, method = 0): Buffer =>
  zipOf({ '[Content_Types].xml': none, 'xl/workbook.xml': none, ...more }, method)

/** The beginning of a PDF, filled up to a size. */
export const pdfOf = (size = 64): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 9)])

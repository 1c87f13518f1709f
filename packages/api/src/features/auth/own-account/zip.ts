import { strToU8, Zip, ZipDeflate } from 'fflate'

export interface ZipPart {
  name: string
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>
}

const bytesOf = (chunk: string | Uint8Array) => (typeof chunk === 'string' ? strToU8(chunk) : chunk)

/** A zip archive as it grows: a part is read only when everything before it was taken, so it is never whole in memory. */
export async function* zipOf(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const failed: Error[] = []
  const zip = new Zip((error, bytes) => {
    if (error) failed.push(error)
    else ready.push(bytes)
  })
  function* taken(): Generator<Uint8Array> {
    const [error] = failed
    if (error) throw error
    yield* ready.splice(0)
  }
  for await (const { name, chunks } of parts) {
    const file = new ZipDeflate(name)
    zip.add(file)
    for await (const chunk of chunks) {
      file.push(bytesOf(chunk))
      yield* taken()
    }
    file.push(new Uint8Array(0), true)
    yield* taken()
  }
  zip.end()
  yield* taken()
}

/** Takes exactly so many bytes; rejects where there are fewer. */
export interface Take {
  (size: number): Promise<Buffer>
  isAtEnd(): Promise<boolean>
}

/** Reads a stream by lengths. `onEnd` makes the error for a stream that ends too early. */
export function pieces(source: AsyncIterable<Uint8Array>, onEnd: () => Error): Take {
  const from = source[Symbol.asyncIterator]()
  let held: Uint8Array[] = []
  let size = 0
  /** Whether there are so many now. */
  async function fill(wanted: number): Promise<boolean> {
    while (size < wanted) {
      const { done, value } = await from.next()
      if (done === true) return false
      held.push(value)
      size += value.length
    }
    return true
  }
  const take = async (wanted: number): Promise<Buffer> => {
    if (!(await fill(wanted))) throw onEnd()
    const all = Buffer.concat(held, size)
    held = [all.subarray(wanted)]
    size -= wanted
    return all.subarray(0, wanted)
  }
  return Object.assign(take, { isAtEnd: async () => !(await fill(1)) })
}

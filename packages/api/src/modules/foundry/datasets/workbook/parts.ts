import { Unzip, UnzipInflate } from 'fflate'
import { takingTurns } from '../../../../platform/limits/slices.ts'
import { AppError } from '../../../../shared/errors.ts'
import { fieldFault } from '../../../../shared/field-fault.ts'

/** A workbook is a folder of XML; small ones can be packed of very large files. */
const MOST_BYTES = 100 * 1024 * 1024
/** Compressed bytes that are unpacked at once: few where they come to very many, and more where they do not, since each step costs. */
const STEP = { least: 512, most: 4 * 1024 }
const VERY_MANY = 128 * 1024

const damaged = () =>
  fieldFault(
    'fileId',
    'This workbook cannot be opened. Save it anew as .xlsx, without a password, and try again.',
  )

/** Takes the parts of a file as they are unpacked. */
export type TakePart = (name: string) => ((bytes: Uint8Array) => void) | null

/**
 * Unpacks those files of a workbook that `take` wants, and yields after each piece. Throws a fault of the field `fileId` where it is damaged,
 * sealed with a password, or unpacks to more than anybody keeps in a table.
 */
export async function* unpack(content: Uint8Array, take: TakePart): AsyncGenerator<undefined> {
  // Of a zip file; one with a password, or of an old Excel, begins otherwise.
  if (content[0] !== 0x50 || content[1] !== 0x4b) throw damaged()
  let bytes = 0
  let failure: Error | null = null
  const zip = new Unzip((file) => {
    const sink = take(file.name)
    if (!sink) return
    file.ondata = (error, part) => {
      bytes += part?.length ?? 0
      if (bytes > MOST_BYTES)
        failure ??= fieldFault(
          'fileId',
          'This workbook is too large once it is unpacked (over 100 MB). Save its sheet as CSV.',
        )
      if (error) failure ??= damaged()
      // Whoever unpacks would take what is thrown here for damage of its own.
      try {
        if (failure === null) sink(part)
      } catch (thrown) {
        failure ??= thrown instanceof AppError ? thrown : damaged()
      }
    }
    file.start()
  })
  zip.register(UnzipInflate)
  const turn = takingTurns()
  for (let at = 0, step = STEP.least; at < content.length;) {
    const [end, before] = [at + step, bytes]
    try {
      zip.push(content.subarray(at, end), end >= content.length)
    } catch {
      failure ??= damaged()
    }
    if (failure !== null) throw failure
    step = bytes - before > VERY_MANY ? STEP.least : Math.min(step * 2, STEP.most)
    at = end
    yield
    await turn()
  }
}

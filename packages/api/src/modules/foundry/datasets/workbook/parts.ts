import { setImmediate as immediate } from 'node:timers/promises'
import { Unzip, UnzipInflate } from 'fflate'
import { AppError } from '../../../../shared/errors.ts'
import { fieldFault } from '../../../../shared/field-fault.ts'

/** A workbook is a folder of XML; small ones can be packed of very large files. */
const MOST_BYTES = 100 * 1024 * 1024
/** Compressed bytes between two turns of everybody else. */
const STEP = 4 * 1024

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
  for (let at = 0; at < content.length; at += STEP) {
    try {
      zip.push(content.subarray(at, at + STEP), at + STEP >= content.length)
    } catch {
      failure ??= damaged()
    }
    if (failure !== null) throw failure
    yield
    await immediate()
  }
}

import { z } from 'zod'
import { hiddenIn } from './hidden-characters.ts'

/** What common file systems take. */
const MOST_BYTES = 255
const MOST_SIGNS = 200

/** Names that Windows keeps for devices, whatever comes after a dot. */
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i
/** Signs that some systems give a meaning to; people write them in titles, so they are replaced. */
const SPECIAL = /[<>:"|?*]/g

const utf8 = new TextEncoder()

/** Why a name may not be kept; null where it may. */
function faultOf(name: string): string | null {
  if (name === '') return 'Give the file a name.'
  if (/[/\\]/.test(name)) return 'Give the name of the file alone, without folders.'
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name) || !name.isWellFormed())
    return 'The name of the file holds a character that no name may have.'
  const hidden = hiddenIn(name)
  if (hidden) return `The name of the file holds an invisible character (${hidden.code}). Rename it.`
  if (name.startsWith('.')) return 'The name of the file begins with a dot. Rename it.'
  if (/[. ]$/.test(name)) return 'The name of the file ends with a dot or a space. Rename it.'
  if (DEVICE.test(name)) return 'Windows keeps this name for itself. Rename the file.'
  if (name.length > MOST_SIGNS || utf8.encode(name).length > MOST_BYTES)
    return 'The name of the file is too long. Rename it.'
  return null
}

/** The name of a file as it is kept and shown: one form of each letter, and nothing that means more than it says. */
export const FileName = z
  .string()
  .max(1_000)
  .normalize('NFC')
  .trim()
  .overwrite((name) => name.replaceAll(SPECIAL, '-'))
  .superRefine((name, ctx) => {
    const message = faultOf(name)
    if (message !== null) ctx.addIssue({ code: 'custom', message })
  })

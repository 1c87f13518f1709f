import type { FileKind } from '../../shared/file-kinds.ts'
import { utf16Text } from '../../shared/decode-text.ts'
import { zipNames } from './zip-names.ts'

const startsWith = (bytes: Buffer, text: string, at = 0) =>
  bytes.subarray(at, at + text.length).equals(Buffer.from(text, 'latin1'))

export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'gif'

/** Which picture the bytes say they are; what a name or a header says is not asked. */
export function pictureFormat(bytes: Buffer): PictureFormat | null {
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'png'
  if (startsWith(bytes, '\xff\xd8\xff')) return 'jpeg'
  if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return 'webp'
  if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return 'gif'
  return null
}

/** The control characters of text: tab, line feed, form feed and carriage return. */
const OF_TEXT = new Set([9, 10, 12, 13])

/** Text in any encoding whose letters are whole bytes: UTF-8 as well as what banks and old programs write. */
const isText = (bytes: Buffer): boolean =>
  bytes.every((byte) => (byte >= 32 && byte !== 127) || OF_TEXT.has(byte))

const NOT_OF_TEXT = /(?![\t\n\f\r])\p{Cc}/u

/** Excel writes “Unicode text” with two bytes a letter. */
function isTable(bytes: Buffer): boolean {
  const wide = utf16Text(bytes)
  return wide === null ? isText(bytes) : !NOT_OF_TEXT.test(wide)
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const HEAD_BYTES = 64 * 1024
const MAIL_FIELD = /^(from|to|date|received|subject|return-path|delivered-to|mime-version|message-id):/im

/** Begins with the fields of a mail, of which one is known. */
function isMail(bytes: Buffer): boolean {
  const head =
    bytes
      .subarray(0, HEAD_BYTES)
      .toString('latin1')
      .split(/\r?\n\r?\n/, 1)[0] ?? ''
  return /^[!-9;-~]+:/.test(head) && MAIL_FIELD.test(head)
}

/** A workbook without programs in it. The parts are looked up by name, and none of them is unpacked. */
function isWorkbook(bytes: Buffer): boolean {
  const names = zipNames(bytes)
  return (
    names !== null &&
    names.has('[Content_Types].xml') &&
    names.has('xl/workbook.xml') &&
    !names.has('xl/vbaProject.bin')
  )
}

const isKind: Record<FileKind, (bytes: Buffer) => boolean> = {
  pdf: (bytes) => /^%PDF-\d/.test(bytes.subarray(0, 8).toString('latin1')),
  png: (bytes) => pictureFormat(bytes) === 'png',
  jpeg: (bytes) => pictureFormat(bytes) === 'jpeg',
  webp: (bytes) => pictureFormat(bytes) === 'webp',
  xlsx: isWorkbook,
  csv: isTable,
  ofx: (bytes) => isText(bytes) && /<OFX[\s>]/i.test(bytes.subarray(0, HEAD_BYTES).toString('latin1')),
  camt: (bytes) =>
    isText(bytes) &&
    /<(?:[\w-]+:)?Document\s[^<>]*:camt\.05\d\./.test(bytes.subarray(0, HEAD_BYTES).toString('latin1')),
  json: (bytes) =>
    /^(\ufeff)?\s*[[{]/.test(bytes.subarray(0, HEAD_BYTES).toString('utf8')) &&
    isText(bytes) &&
    isUtf8(bytes),
  txt: isText,
  eml: (bytes) => isText(bytes) && isMail(bytes),
}

/** Whether the bytes are of this kind. Nothing in them is unpacked, run or drawn. */
export const isOfKind = (bytes: Buffer, kind: FileKind): boolean => isKind[kind](bytes)

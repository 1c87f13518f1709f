import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { processorTime } from '../../testing/processor-time.ts'
import { pdfOf, workbook, zipOf } from '../../testing/attachments.ts'
import { picture } from '../../testing/pictures.ts'
import { quickest } from '../../testing/quickest.ts'
import { fileKindNames } from '../../shared/file-kinds.ts'
import type { FileKind } from '../../shared/file-kinds.ts'
import { isOfKind } from './recognize.ts'

const mail = Buffer.from('From: Ana <ana@example.test>\r\nSubject: Seal\r\n\r\nIt leaks.\r\n')
const html = Buffer.from('<!doctype html><script>alert(1)</script>')
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')

const samples: Record<FileKind, () => Promise<Buffer> | Buffer> = {
  pdf: () => pdfOf(),
  png: () => picture('png'),
  jpeg: () => picture('jpeg'),
  webp: () => picture('webp'),
  xlsx: () => workbook(),
  csv: () => Buffer.from('M\u00fcller;12,50\r\n', 'latin1'),
  ofx: () => Buffer.from('OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><SIGNONMSGSRSV1></OFX>'),
  camt: () =>
    Buffer.from('<?xml version="1.0"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">'),
  json: () => Buffer.from('\ufeff{"a": "ü"}'),
  txt: () => Buffer.from('Grüße\n\f'),
  eml: () => mail,
}
const isText = new Set<FileKind>(['csv', 'ofx', 'camt', 'json', 'txt', 'eml'])

describe('a file is what its bytes say', () => {
  test.each(fileKindNames)('%s is known by them', async (kind) => {
    expect(isOfKind(await samples[kind](), kind)).toBe(true)
  })

  test.each(fileKindNames)('%s is none of the others', async (kind) => {
    const bytes = await samples[kind]()
    const others = fileKindNames.filter((other) => other !== kind && isOfKind(bytes, other))
    // Each text is plain text and a table of one column as well.
    expect(others.filter((other) => other !== 'csv' && other !== 'txt')).toEqual([])
    expect(others.length === 0 || isText.has(kind)).toBe(true)
  })

  test.each(['pdf', 'png', 'jpeg', 'webp', 'xlsx', 'camt', 'json', 'eml'] as const)(
    'no page is taken for %s',
    (kind) => {
      expect([html, svg].map((bytes) => isOfKind(bytes, kind))).toEqual([false, false])
    },
  )

  test('a table with two bytes a letter says so by its mark', () => {
    const table = Buffer.from('\uFEFFId\tName\r\n1\tBr\u00f6tchen', 'utf16le')
    expect(isOfKind(table, 'csv')).toBe(true)
    expect(isOfKind(Buffer.from(table).swap16(), 'csv')).toBe(true)
  })

  test('programs, archives and half a text are none', () => {
    const program = Buffer.concat([Buffer.from('MZ'), randomBytes(200), Buffer.alloc(1)])
    const wide = Buffer.from('a;b\n', 'utf16le')
    for (const bytes of [program, wide, zipOf({ 'a.txt': html })])
      expect(fileKindNames.filter((kind) => isOfKind(bytes, kind))).toEqual([])
    const marked = Buffer.from('\uFEFFa;b\n\u0007', 'utf16le')
    expect(isOfKind(marked, 'csv')).toBe(false)
    expect(isOfKind(Buffer.from('{"a": "\u00fc"}', 'latin1'), 'json')).toBe(false)
    expect(isOfKind(Buffer.from('just words'), 'json')).toBe(false)
    expect(isOfKind(Buffer.from('Dear Ana: hello'), 'eml')).toBe(false)
  })
})

test.each([
  ['statement', 'camt', '<Document '.repeat(6_500)],
  ['mail', 'eml', 'a'.repeat(65_000)],
  ['bank file', 'ofx', '<OFX'.repeat(16_000)],
] as const)('what begins as a %s and never goes on is found out at once', (_what, kind, text) => {
  const from = processorTime()
  expect(isOfKind(Buffer.from(text), kind)).toBe(false)
  expect(processorTime() - from).toBeLessThan(100)
})

describe('a workbook', () => {
  test('with programs in it is none', () => {
    expect(isOfKind(workbook({ 'xl/vbaProject.bin': html }), 'xlsx')).toBe(false)
  })

  test('that unpacks to gigabytes costs nothing, for none is unpacked', async () => {
    const parts = Object.fromEntries(Array.from({ length: 60_000 }, (_, at) => [`x${at}`, Buffer.alloc(1)]))
    const bytes = workbook(parts, 8)
    const before = process.memoryUsage().arrayBuffers
    expect(isOfKind(bytes, 'xlsx')).toBe(true)
    expect(await quickest(3, () => isOfKind(bytes, 'xlsx'))).toBeLessThan(1_000)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024)
  })

  test('that is cut or lies about its directory is none, at every length', () => {
    const bytes = workbook()
    for (let length = 0; length < bytes.length; length += 1)
      expect(isOfKind(bytes.subarray(0, length), 'xlsx')).toBe(false)
    for (let at = bytes.length - 22; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes)
      changed[at] = 0xff
      expect(() => isOfKind(changed, 'xlsx')).not.toThrow()
    }
  })
})

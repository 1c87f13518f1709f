import { fieldFault } from '../../../../shared/field-fault.ts'
import { isBuiltInDay, isDayCode } from './days.ts'
import { unpack } from './parts.ts'
import { unescaped, xmlReader } from './xml.ts'

/** What a sheet is read with. */
export interface Workbook {
  /** The file of its first sheet that is not hidden. */
  sheet: string
  /** Texts, which cells name by their number. */
  texts: readonly string[]
  /** Whether cells of a style are days, by the number of the style. */
  isDay: readonly boolean[]
  isSince1904: boolean
}

/** Of texts alone: a table of more is no list that anybody keeps. */
const MOST_TEXTS = 2_000_000

interface Found {
  sheets: { target: string; isHidden: boolean }[]
  targets: Map<string, string>
  texts: string[]
  /** Whether a format of its own shows days. */
  formats: Map<number, boolean>
  isDay: boolean[]
  isSince1904: boolean
}

const ofWorkbook = (found: Found) =>
  xmlReader({
    open: (name, { 'r:id': id, state, date1904, ...others }) => {
      const target = id ?? Object.entries(others).find(([key]) => key.endsWith(':id'))?.[1]
      if (name === 'sheet' && target !== undefined)
        found.sheets.push({ target, isHidden: state !== undefined && state !== 'visible' })
      if (name === 'workbookPr') found.isSince1904 = date1904 === '1' || date1904 === 'true'
    },
  })

const ofRelations = ({ targets }: Found) =>
  xmlReader({
    open: (name, { Id: id, Target: target }) => {
      if (name === 'Relationship' && id !== undefined && target !== undefined) targets.set(id, target)
    },
  })

/** Rich texts are joined; how a word is pronounced is no part of it. */
function ofTexts({ texts }: Found) {
  let [text, isText, isSaid] = ['', false, true]
  return xmlReader({
    open: (name) => {
      if (name === 'si') text = ''
      if (name === 'rPh') isSaid = false
      isText = name === 't'
    },
    text: (data) => {
      if (isText && isSaid) text += data
    },
    close: (name) => {
      isText = false
      if (name === 'rPh') isSaid = true
      if (name !== 'si') return
      if (texts.length >= MOST_TEXTS) throw fieldFault('fileId', 'This workbook holds too many texts.')
      texts.push(unescaped(text))
    },
  })
}

function ofStyles(found: Found) {
  let isCell = false
  return xmlReader({
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'cellXfs') isCell = true
      if (name === 'numFmt') found.formats.set(Number(numFmtId), isDayCode(formatCode ?? ''))
      const id = Number(numFmtId ?? 0)
      if (name === 'xf' && isCell) found.isDay.push(found.formats.get(id) ?? isBuiltInDay(id))
    },
    close: (name) => {
      if (name === 'cellXfs') isCell = false
    },
  })
}

const readers: Readonly<Record<string, (found: Found) => (bytes: Uint8Array) => void>> = {
  'xl/workbook.xml': ofWorkbook,
  'xl/_rels/workbook.xml.rels': ofRelations,
  'xl/sharedStrings.xml': ofTexts,
  'xl/styles.xml': ofStyles,
}

/** Everything of a workbook but its cells. Throws a fault of the field `fileId`. */
export async function openWorkbook(content: Uint8Array): Promise<Workbook> {
  const found: Found = {
    sheets: [],
    targets: new Map(),
    texts: [],
    formats: new Map(),
    isDay: [],
    isSince1904: false,
  }
  const take = (name: string) => (Object.hasOwn(readers, name) ? (readers[name]?.(found) ?? null) : null)
  for await (const _piece of unpack(content, take));
  const shown = found.sheets.find(({ isHidden }) => !isHidden) ?? found.sheets[0]
  const target = shown && found.targets.get(shown.target)
  if (target === undefined) throw fieldFault('fileId', 'There is no sheet in this workbook.')
  const { texts, isDay, isSince1904 } = found
  return { sheet: target.startsWith('/') ? target.slice(1) : `xl/${target}`, texts, isDay, isSince1904 }
}

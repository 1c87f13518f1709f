import { describe, expect, test } from 'vitest'
import { decodeText } from '../../../shared/decode-text.ts'
import { readCsv } from './read-csv.ts'
import type { ReadRow } from './read-row.ts'

async function rowsOf(text: string): Promise<ReadRow[]> {
  const rows: ReadRow[] = []
  for await (const row of readCsv(text)) rows.push(row)
  return rows
}
const valuesOf = async (text: string) =>
  (await rowsOf(text)).map((row) => ('value' in row ? row.value : row.problem))
const placesOf = async (text: string) => (await rowsOf(text)).map(({ at }) => at)

describe('a row is named as a spreadsheet shows it (FND-1)', () => {
  test.each([
    ['the headings are its first', 'Id,Name\n1,Bread\n2,Cake', [2, 3]],
    ['a line end within quotes makes no other row', 'Id,Name\n1,"Bread\r\nsliced\n"\n2,Cake', [2, 3]],
    ['empty rows are rows', 'Id,Name\n\n1,Bread\n   \n,\n2,Cake\n', [3, 6]],
    ['so is what stands above the table', 'Export of the till\n\nId,Name\n1,Bread\n2,Cake', [4, 5]],
    ['headings may have line ends, too', '"Id\n(of the till)",Name\n1,Bread', [2]],
  ])('%s', async (_what, text, places) => {
    expect(await placesOf(text)).toEqual(places)
  })

  test('also where its quotes do not end', async () => {
    const text = `Id,Name\n1,"Bread\nsliced"\n\n2,"${'x'.repeat(300_000)}\n`
    await expect(placesOf(text)).rejects.toThrow('The quotes of row 4 do not end.')
  })
})

describe('a table as programs write it', () => {
  const bread = [
    { Id: '1', Name: 'Bread' },
    { Id: '2', Name: 'Cake' },
  ]
  test.each([
    ['rows that end with an empty cell', 'Id;Name\n1;Bread;\n2;Cake;\n'],
    ['what stands above it filled up with empty cells', 'Export of the till;\n;\nId;Name\n1;Bread\n2;Cake\n'],
    ['rows of nothing but empty cells', 'Id;Name\n1;Bread\n;\n2;Cake\n;\n;\n'],
    ['the line by which Excel knows its sign', 'sep=;\r\nId;Name\r\n1;Bread\r\n2;Cake\r\n'],
    ['old line ends', 'Id;Name\r1;Bread\r2;Cake\r'],
    ['that line and old line ends', 'sep=;\rId;Name\r1;Bread\r2;Cake\r'],
    ['old line ends within its headings', '"Id\r";Name\n1;Bread\n2;Cake\n'],
    ['line ends of two kinds', 'Id;Name\r\n1;Bread\n2;Cake\n'],
    ['line ends of two kinds behind quotes', '"Id";"Name"\r\n1;"Bread"\n2;"Cake"\r\n'],
  ])('with %s', async (_what, text) => {
    expect(await valuesOf(text)).toEqual(bread)
  })

  test('signs of two halves wherever the file is cut while it is read', async () => {
    const name = (at: number) => `${'x'.repeat(at)}${'🍞'.repeat(10_000)}`
    const lines = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => ({ Id: String(at), Name: name(at) }))
    const text = lines.map(({ Id, Name }) => `${Id},${Name}\n`).join('')
    expect(await valuesOf(`Id,Name\n${text}`)).toEqual(lines)
  })

  test('of two columns whose first has no heading, as in the corner of a summary, loses none of its rows', async () => {
    expect(await valuesOf(',Total\nCork,5\nGalway,6')).toEqual([
      { 'Column 1': 'Cork', Total: '5' },
      { 'Column 1': 'Galway', Total: '6' },
    ])
  })

  test('headings that stand there twice or not at all are told apart', async () => {
    expect(await valuesOf('Id,Name,Name,,\n1,Bread,Rye,x,y')).toEqual([
      { Id: '1', Name: 'Bread', 'Name (2)': 'Rye', 'Column 4': 'x', 'Column 5': 'y' },
    ])
  })
})

test.each([
  ['UTF-8 with a mark', Buffer.from('\uFEFFId\tName\n1\tBrötchen', 'utf8')],
  ['UTF-16, as Excel writes Unicode text', Buffer.from('\uFEFFId\tName\n1\tBrötchen', 'utf16le')],
  ['UTF-16 the other way round', Buffer.from('\uFEFFId\tName\n1\tBrötchen', 'utf16le').swap16()],
  ['what Windows writes', Buffer.from('Id\tName\n1\tBrötchen', 'latin1')],
])('%s is read', async (_what, bytes) => {
  expect(await valuesOf(decodeText(bytes))).toEqual([{ Id: '1', Name: 'Brötchen' }])
})

describe('the sum under a table', () => {
  test.each(['Total;;3;72,00', 'Summe:;;;72,00', 'Grand total;;;72,00\n\n'])(
    '“%s” is no row',
    async (last) => {
      const rows = await rowsOf(`Item;Town;Pieces;Paid\nMug;Cork;2;24,00\nPot;Cork;1;48,00\n${last}`)
      expect(rows.map((row) => 'value' in row)).toEqual([true, true, false])
      expect(rows[2]).toMatchObject({
        at: 4,
        problem: 'it is the sum of the rows above, and no row of its own',
      })
    },
  )

  test.each([
    ['is called so and filled', 'Total;Cork;3;72,00'],
    ['is not the last', 'Total;;3;72,00\nPan;Cork;1;9,00'],
  ])('what %s is a row', async (_what, last) => {
    const rows = await rowsOf(`Item;Town;Pieces;Paid\nMug;Cork;2;24,00\nPot;Cork;1;48,00\n${last}`)
    expect(rows.every((row) => 'value' in row)).toBe(true)
  })
})

test('a last row of nothing but figures under “Total” is the sum as well', async () => {
  const rows = await rowsOf('Item,Pieces,Paid\nMug,2,24.00\nPot,1,48.00\nTotal,3,€72.00')
  expect(rows.map((row) => 'value' in row)).toEqual([true, true, false])
})

test('cells that programs wrote so that a spreadsheet leaves them alone are what they say', async () => {
  const text = `Id,Zip,Phone,Note\n1,"=""01234""",'+353 86 123,'=1+1\n2,="00042",'-12.00,'tis`
  expect(await valuesOf(text)).toEqual([
    { Id: '1', Zip: '01234', Phone: '+353 86 123', Note: '=1+1' },
    { Id: '2', Zip: '00042', Phone: '-12.00', Note: "'tis" },
  ])
})

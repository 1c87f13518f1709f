import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { readXlsx } from './read-xlsx.ts'

interface Parts {
  sheet?: string
  texts?: string
  styles?: string
  workbook?: string
  relations?: string
  more?: Record<string, string>
}

const ROOT = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const TO = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'

/** A workbook as Excel writes it, of these cells. */
function workbook({
  sheet = '',
  texts = '',
  styles = '',
  workbook: book,
  relations,
  more = {},
}: Parts): Uint8Array {
  const files = {
    '[Content_Types].xml': '<Types/>',
    'xl/worksheets/sheet1.xml': `<worksheet ${ROOT}><sheetData>${sheet}</sheetData></worksheet>`,
    'xl/workbook.xml':
      book ?? `<workbook ${ROOT} ${TO}><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      relations ?? '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/sharedStrings.xml': `<sst ${ROOT}>${texts}</sst>`,
    'xl/styles.xml': `<styleSheet ${ROOT}>${styles}</styleSheet>`,
    ...more,
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])))
}

const text = (ref: string, said: string) => `<c r="${ref}" t="inlineStr"><is><t>${said}</t></is></c>`
const number = (ref: string, value: string, style = 0) => `<c r="${ref}" s="${style}"><v>${value}</v></c>`
const row = (at: number, ...cells: string[]) => `<row r="${at}">${cells.join('')}</row>`
const heads = row(1, text('A1', 'Name'), text('B1', 'Value'))

async function read(content: Uint8Array) {
  const rows = []
  for await (const one of readXlsx(content)) rows.push(one)
  return rows
}

/** What one cell is read as. */
async function valueOf(cell: string, parts: Omit<Parts, 'sheet'> = {}): Promise<unknown> {
  const [first] = await read(workbook({ ...parts, sheet: heads + row(2, text('A2', 'a'), cell) }))
  return first && 'value' in first ? (first.value as { Value: unknown }).Value : first
}

const dayStyles = `<numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/><numFmt numFmtId="165" formatCode="0.00&quot; days&quot;"/>
  <numFmt numFmtId="166" formatCode="[Red]#,##0.00"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/><xf numFmtId="166"/></cellXfs>`

describe('a workbook of Excel (FND-1)', () => {
  test('is read under the names of its columns, with the rows that a spreadsheet shows', async () => {
    const sheet =
      row(1, text('A1', 'Customers of Hearth &amp; Rye')) +
      row(3, text('A3', 'Name'), text('B3', 'Town'), text('D3', 'Orders')) +
      row(4, text('A4', 'Ana'), text('B4', 'Porto'), number('D4', '12')) +
      row(6, text('A6', 'Rui'), number('D6', '3'))
    expect(await read(workbook({ sheet }))).toEqual([
      { at: 4, value: { Name: 'Ana', Town: 'Porto', 'Column 3': '', Orders: 12 } },
      { at: 6, value: { Name: 'Rui', Town: '', 'Column 3': '', Orders: 3 } },
    ])
  })

  test.each([
    ['a number stays one, as exact as Excel keeps it', number('B2', '0.30000000000000004'), 0.3],
    ['a thousand and a little is no million', number('B2', '1.707'), 1.707],
    ['a small number in powers of ten', number('B2', '1.5E-3'), 0.0015],
    ['a text of digits keeps its zeros', text('B2', '00123'), '00123'],
    ['a yes', '<c r="B2" t="b"><v>1</v></c>', true],
    ['an error says nothing', '<c r="B2" t="e"><v>#N/A</v></c>', ''],
    ['a formula is what it came to', '<c r="B2" t="str"><f>A2&amp;"!"</f><v>a!</v></c>', 'a!'],
    ['a formula that came to nothing yet', '<c r="B2"><f>1+1</f></c>', ''],
    ['signs that XML cannot hold', text('B2', 'a_x000D_b'), 'a\rb'],
    ['what looks like a tag', text('B2', '&lt;b&gt; &#8364; &amp;amp;'), '<b> € &amp;'],
  ])('%s', async (_what, cell, value) => {
    expect(await valueOf(cell)).toBe(value)
  })

  test.each([
    ['a day', number('B2', '46351', 1), '2026-11-25'],
    ['a day in a format of one’s own', number('B2', '46351', 2), '2026-11-25'],
    ['a day and a time', number('B2', '46351.604166666664', 4), '2026-11-25T14:30:00'],
    ['a time alone', number('B2', '0.5', 4), '12:00:00'],
    ['the first of January 1900', number('B2', '1', 1), '1900-01-01'],
    ['no day: words in quotes have a d', number('B2', '3', 3), 3],
    ['no day: so has a colour', number('B2', '3', 5), 3],
    ['no day: before all days', number('B2', '-3', 1), -3],
  ])('%s', async (_what, cell, value) => {
    expect(await valueOf(cell, { styles: dayStyles })).toBe(value)
  })

  test('texts may be shared, of several looks, with how they are pronounced left out', async () => {
    const texts =
      '<si><t>plain</t></si><si><r><t>two </t></r><r><rPr/><t>looks</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>'
    const shared = (at: number) => valueOf(`<c r="B2" t="s"><v>${at}</v></c>`, { texts })
    expect([await shared(0), await shared(1), await shared(2), await shared(9)]).toEqual([
      'plain',
      'two looks',
      '東京',
      '',
    ])
  })

  test('its first sheet that is not hidden is read, wherever it lies, and in whichever prefix', async () => {
    const content = workbook({
      workbook: `<x:workbook xmlns:x="a" ${TO}><x:workbookPr date1904="1"/><x:sheets><x:sheet name="H" state="hidden" r:id="rId1"/>
        <x:sheet name="S" r:id="rId2"/></x:sheets></x:workbook>`,
      relations:
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/other/two.xml"/></Relationships>',
      styles: dayStyles,
      more: {
        'xl/other/two.xml': `<x:worksheet><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>Name</x:t></x:is></x:c><x:c t="inlineStr"><x:is><x:t>Day</x:t></x:is></x:c></x:row>
          <x:row><x:c t="inlineStr"><x:is><x:t>Ana</x:t></x:is></x:c><x:c s="1"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
      },
    })
    expect(await read(content)).toEqual([{ at: 2, value: { Name: 'Ana', Day: '00:00:00' } }])
  })

  test.each([
    ['no zip file', strToU8('Name;Value\na;1'), 'cannot be opened'],
    ['one with a password', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'without a password'],
    ['nothing', new Uint8Array(), 'cannot be opened'],
    ['another zip file', zipSync({ 'a.txt': strToU8('a') }), 'There is no sheet'],
    ['an empty sheet', workbook({}), 'There is no table'],
    [
      'headings without an end',
      workbook({ sheet: row(1, ...Array.from({ length: 201 }, () => '<c t="str"><v>h</v></c>')) }),
      'more than 200 columns',
    ],
  ])('%s is refused in words', async (_what, content, words) => {
    await expect(read(content)).rejects.toThrow(words)
  })

  test('a workbook that is cut off is refused, and never read in part', async () => {
    const sheet =
      heads + Array.from({ length: 500 }, (_, at) => row(at + 2, text(`A${at + 2}`, `n${at}`))).join('')
    const whole = workbook({ sheet })
    await expect(read(whole)).resolves.toHaveLength(500)
    for (const share of [0.3, 0.6, 0.9])
      await expect(read(whole.subarray(0, Math.floor(whole.length * share)))).rejects.toThrow()
  })

  test('a small file of endless texts is told before it fills the memory', async () => {
    const bomb = zipSync({ 'xl/sharedStrings.xml': new Uint8Array(130 * 1024 * 1024) }, { level: 9 })
    expect(bomb.length).toBeLessThan(300_000)
    await expect(read(bomb)).rejects.toThrow('over 100 MB')
  })

  test.each([
    ['parts', { sheet: heads + '<a>'.repeat(2_000_000) }, 'too deep in each other'],
    ['ends', { sheet: heads + '<a>'.repeat(100_000) + '</b>'.repeat(1_000_000) }, 'too deep in each other'],
    ['parts of texts', { texts: '<a>'.repeat(2_000_000), sheet: heads }, 'too deep in each other'],
  ])('a small file of endless %s holds up nobody', async (_what, parts, words) => {
    const bomb = workbook(parts)
    expect(bomb.length).toBeLessThan(60_000)
    const began = performance.now()
    await expect(read(bomb)).rejects.toThrow(words)
    expect(performance.now() - began).toBeLessThan(3_000)
  })

  test.each(['[', '[h', '"', 'general['])('nor does a format of endless %s', async (sign) => {
    const format = sign.replaceAll('"', '&quot;').repeat(500_000)
    const styles = `<numFmts><numFmt numFmtId="200" formatCode="${format}"/></numFmts><cellXfs>${'<xf numFmtId="200"/>'.repeat(20_000)}</cellXfs>`
    const began = performance.now()
    await expect(valueOf(number('B2', '46351', 7), { styles })).resolves.toBe(46_351)
    expect(performance.now() - began).toBeLessThan(3_000)
  })

  test('no entity of a document is put in its place', async () => {
    const sheet = heads + row(2, text('A2', '&lol;&#x41;'), number('B2', '1'))
    const content = workbook({
      sheet,
      more: { 'xl/calcChain.xml': '<!DOCTYPE a [<!ENTITY lol "lol">]><a/>' },
    })
    expect(await read(content)).toEqual([{ at: 2, value: { Name: '&lol;A', Value: 1 } }])
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../../testing/processor-time.ts'
import { AppError } from '../../../../shared/errors.ts'
import { readCsv } from './csv.ts'
import { guessLayout, questionAbout } from './csv-guess.ts'
import { readCsvTable } from './csv-table.ts'
import { readOfx } from './ofx.ts'
import { finished } from '../../../../platform/limits/slices.ts'
import { decodeText } from '../../../../shared/decode-text.ts'
import { CsvLayout } from '../schema.ts'
import { csvFile, ofx1, ofx2, randomLines } from './testing.ts'
import type { Given } from './testing.ts'

const given = (
  lines: readonly { day: string; amount: bigint; text: string; counterparty: string }[],
): Given[] => lines.map(({ day, amount, text, counterparty }) => ({ day, amount, text, counterparty }))

const ofxIn = (file: string) => finished(readOfx(file))

function refusalOf(file: string): unknown {
  try {
    ofxIn(file)
    return null
  } catch (error) {
    return error instanceof AppError ? error.code : error
  }
}

describe('OFX (ACC-4)', () => {
  test('whatever is written, with or without ends of tags, is read', () => {
    fc.assert(
      fc.property(randomLines, fc.boolean(), (lines, isXml) => {
        const { statements } = ofxIn(isXml ? ofx2(lines) : ofx1(lines))
        expect(given(statements[0]?.lines ?? [])).toEqual(lines)
      }),
    )
  })

  test('no text makes it fail but with what a person can mend', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('<OFX>', '</OFX>', '<STMTRS>', '<', '</A>', '<A/>', '&#0;', '<![CDATA['),
    )
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        expect(['BAD_REQUEST', null]).toContain(refusalOf(`<OFX>${parts.join('')}`))
      }),
    )
  })

  test('a tag that never ends, however long its name, is told at once', () => {
    const began = processorTime()
    expect(refusalOf(`<OFX><${'a'.repeat(200_000)}`)).toBe('BAD_REQUEST')
    expect(processorTime() - began).toBeLessThan(1_000)
  })

  test('the day is the one that is written, an empty tag without an end takes nothing in, data and entities are text', () => {
    const file = `OFXHEADER:100\r\nENCODING:USASCII\r\nCHARSET:1252\r\n\r\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>
<CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>IE29AIBK<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260101<DTEND>20260131120000[-5:EST]
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260131235900[-5:EST]<TRNAMT>-12,5<CHECKNUM>
<FITID>1<NAME>Smith &amp; Sons &#8364;<MEMO><![CDATA[<b>5 < 6 & 7</b>]]></STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>100.10<DTASOF>20260131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`
    const [statement] = ofxIn(file).statements
    expect(statement).toMatchObject({ account: 'IE29AIBK', to: '2026-01-31', closing: 10_010n })
    expect(statement?.lines).toEqual([
      {
        at: 8,
        day: '2026-01-31',
        amount: -1250n,
        text: '<b>5 < 6 & 7</b>',
        counterparty: 'Smith & Sons €',
        reference: '',
        bankRef: '1',
      },
    ])
  })

  test.each([
    ['-1,234.56', -123_456n],
    ['-1.234,56', -123_456n],
    ['1,234,567.80', 123_456_780n],
    ['12,5', 1_250n],
    ['.5', 50n],
  ])('an amount with groups, %s, ends with its decimals', (written, amount) => {
    const file = `<OFX><STMTRS><CURDEF>EUR<BANKTRANLIST><STMTTRN><DTPOSTED>20260131<TRNAMT>${written}<NAME>Shop</STMTTRN></BANKTRANLIST></STMTRS></OFX>`
    expect(ofxIn(file).statements[0]?.lines[0]?.amount).toBe(amount)
  })

  test.each(['<![CDATA[', '<!--'])(
    '%s without an end is told at once, however often it stands there',
    (sign) => {
      const began = processorTime()
      expect(() => ofxIn(`<OFX>\n${sign.repeat(300_000)}`)).toThrow(`Line 2: “${sign}” has no end.`)
      expect(processorTime() - began).toBeLessThan(2_000)
    },
  )

  test('what is far too long for an amount is told at once', () => {
    const [line] = fc.sample(
      randomLines.filter((lines) => lines.length > 0),
      1,
    )
    const file = ofx2(line ?? []).replace(/<TRNAMT>[^<]*/, `<TRNAMT>1.${'0'.repeat(400_000)}1`)
    const began = processorTime()
    expect(() => ofxIn(file)).toThrow('is no amount in')
    expect(processorTime() - began).toBeLessThan(2_000)
  })

  test('what is noted beside the entries is none of them', () => {
    const noted = ofx2([]).replace('<STMTRS>', '<!-- <STMTRS> --><STMTRS>')
    expect(ofxIn(noted).statements).toHaveLength(1)
  })

  test('cards are read, several accounts in one file too, and investments are named', () => {
    const card = ofx1([]).replaceAll('STMTRS', 'CCSTMTRS').replaceAll('BANKACCTFROM', 'CCACCTFROM')
    const inside = (text: string) => text.slice(text.indexOf('<OFX>') + 5, text.indexOf('</OFX>'))
    const other = '<INVSTMTRS><INVACCTFROM><ACCTID>D-7</INVACCTFROM></INVSTMTRS>'
    const file = ofxIn(`<OFX>${inside(card)}${inside(ofx1([]))}${other}</OFX>`)
    expect(file.statements.map(({ account }) => account)).toEqual(['4417', '4417'])
    expect(file.skipped).toEqual(['Investment account D-7'])
    expect(() => ofxIn(`<OFX>${other}</OFX>`)).toThrow(
      'It holds only what is not read: Investment account D-7.',
    )
  })

  const entry = (parts: string) =>
    ofx1([]).replace('</BANKTRANLIST>', `<STMTTRN>${parts}</STMTTRN></BANKTRANLIST>`)
  test.each([
    ['no OFX', 'hello', 'This is no OFX file'],
    ['a tag that ends what did not begin', '<OFX>\n</STMTRS></OFX>', 'Line 2: “</STMTRS>” ends'],
    ['a file cut off', ofx1([]).replace('</OFX>', ''), 'The file ends too early'],
    ['tags without end in each other', `<OFX>${'<A>'.repeat(100_000)}</OFX>`, 'too deep'],
    ['entities of its own', '<!DOCTYPE x [<!ENTITY a "b">]><OFX></OFX>', 'document type'],
    ['the 30th of February', entry('<DTPOSTED>20260230<TRNAMT>1'), '“20260230” is no day.'],
    ['an exponent', entry('<DTPOSTED>20260220<TRNAMT>1e5'), '“1e5” is no amount in EUR.'],
    ['digits too many', entry('<DTPOSTED>20260220<TRNAMT>1.005'), '“1.005” is no amount in EUR.'],
    ['more than any book holds', entry('<DTPOSTED>20260220<TRNAMT>99999999999999'), 'no amount'],
    ['no day', entry('<TRNAMT>1'), 'has no day'],
  ])('%s is refused in words', (_what, file, words) => {
    expect(() => ofxIn(file)).toThrow(words)
  })
})

describe('CSV (ACC-4)', () => {
  test('of a file that is far too long no more is read than tells so', async () => {
    const file = `Date;Amount\n${'2026-01-02;1.00\n'.repeat(600_000)}`
    const began = processorTime()
    await expect(readCsvTable(file)).rejects.toThrow('more than 20,000 lines')
    expect(processorTime() - began).toBeLessThan(4_000)
  })

  test.each([
    ['a name', `Date;Amount;${'('.repeat(40_000)}\n2026-01-02;1.00;x\n`],
    ['a text', `Date;Amount;Text\n2026-01-02;1.00;a${' '.repeat(40_000)}b\n`],
    ['a day', `Date;Amount;Text\n2026-01-02;1.00;a\n1${' '.repeat(40_000)}2;1.00;b\n`],
  ])('%s that is filled up with signs is told at once', async (_what, file) => {
    const began = processorTime()
    expect((await readCsvTable(file)).head).toHaveLength(3)
    expect(processorTime() - began).toBeLessThan(1_000)
  })

  test('whatever a bank writes in its own way is read by the layout that is guessed', async () => {
    const style = fc.record({
      delimiter: fc.constantFrom(';', ',', '\t', '|'),
      decimal: fc.constantFrom(',' as const, '.' as const),
      dayOrder: fc.constantFrom('ymd' as const, 'dmy' as const, 'mdy' as const),
      shape: fc.constantFrom('signed' as const, 'columns' as const, 'mark' as const),
      above: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        randomLines.filter(({ length }) => length > 0),
        style,
        async (lines, how) => {
          const table = await readCsvTable(csvFile(lines, how))
          const guess = guessLayout(table)
          expect([how.dayOrder, null]).toContain(guess.dayOrder)
          const layout = CsvLayout.parse({ ...guess, dayOrder: how.dayOrder })
          expect({ ...layout, decimal: how.decimal }).toEqual(layout)
          expect(given(finished(readCsv({ table, layout, currency: 'EUR' })).lines)).toEqual(lines)
        },
      ),
    )
  })

  test('days of which none exceeds 12 are asked about', async () => {
    const table = await readCsvTable(
      'Date,Amount,Description\n03/04/2026,12.00,Coffee\n05/04/2026,-1.00,Milk',
    )
    const guess = guessLayout(table)
    expect(guess.dayOrder).toBeNull()
    expect(questionAbout(guess, table)).toBe('Is 03/04/2026 written day first or month first?')
  })

  test.each([
    [
      'de',
      'Buchungstag;Wertstellung;Auftraggeber / Empfänger;Verwendungszweck;Betrag',
      'day none counterparty text amount',
    ],
    ['fr', 'Date opération;Libellé;Débit;Crédit', 'day text moneyOut moneyIn'],
    ['es', 'Fecha;Concepto;Importe;Saldo', 'day text amount balance'],
    ['it', 'Data contabile;Descrizione;Entrate;Uscite', 'day text moneyIn moneyOut'],
    ['nl', 'Datum;Naam / Omschrijving;Af Bij;Bedrag (EUR)', 'day text mark amount'],
    ['pt', 'Data;Descrição;Débito;Crédito', 'day text moneyOut moneyIn'],
    ['en', 'Date,Paid out,Paid in,Description,Reference', 'day moneyOut moneyIn text reference'],
  ])('names of columns are known in %s', async (_language, head, columns) => {
    const row = head.replaceAll(/[^;,]+/g, '1')
    expect(guessLayout(await readCsvTable(`${head}\n${row}`)).columns.join(' ')).toBe(columns)
  })

  test('what is not UTF-8 is read as old programs write it', () => {
    expect(decodeText(Buffer.from('M\u00fcller', 'latin1'))).toBe('Müller')
    expect(decodeText(Buffer.from([0x80]))).toBe('€')
    expect(decodeText(Buffer.from('Müller €'))).toBe('Müller €')
  })

  test('balances give what the account held before and after, whichever end is the newest', async () => {
    const rows = ['2026-03-02,-5.00,Milk,95.00', '2026-03-01,100.00,Sale,100.00']
    const read = async (order: string[]) => {
      const table = await readCsvTable(['Date,Amount,Description,Balance', ...order].join('\n'))
      return finished(readCsv({ table, layout: CsvLayout.parse(guessLayout(table)), currency: 'EUR' }))
    }
    for (const order of [rows, rows.toReversed()])
      expect(await read(order)).toMatchObject({
        opening: 0n,
        closing: 9_500n,
        from: '2026-03-01',
        to: '2026-03-02',
      })
  })

  test.each([
    ['1.234,56 €', ',', 123_456n],
    ['(12.00)', '.', -1200n],
    ['12,00-', ',', -1200n],
    ["−1'234.50", '.', -123_450n],
    ['12,34,567.00', '.', 123_456_700n],
    ['.5', '.', 50n],
  ] as const)('%s is an amount', async (written, decimal, amount) => {
    const table = await readCsvTable(`Date;Amount;Text\n2026-01-01;${written};a`)
    const { lines } = finished(readCsv({ table, layout: { ...layout, decimal }, currency: 'EUR' }))
    expect(lines[0]?.amount).toBe(amount)
  })

  const layout = CsvLayout.parse({ columns: ['day', 'amount', 'text'], dayOrder: 'ymd' })
  test.each([
    ['one column', 'Date\n2026-01-01', 'It has one column only.'],
    ['nothing', ' \n', 'It is empty.'],
    ['no entries', 'Date,Amount,Text', 'no entries under them'],
    [
      'a word as amount',
      'Date,Amount,Text\n2026-01-01,1.00,a\n2026-01-02,much,b',
      'Line 3, column “Amount”: “much” is no amount.',
    ],
    ['two points', 'Date,Amount,Text\n2026-01-01,1.0.0,a', 'Line 2, column “Amount”'],
    ['a comma that divides no groups', 'Date,Amount,Text\n2026-01-01,"12,34",a', 'Line 2, column “Amount”'],
    ['NaN', 'Date,Amount,Text\n2026-01-01,NaN,a', 'Line 2, column “Amount”'],
    ['no amount', 'Date,Amount,Text\n2026-01-01,,a', 'Line 2, column “Amount”: The amount is missing.'],
    [
      'a day there is not',
      'Date,Amount,Text\n2026-02-30,1.00,a',
      'Line 2, column “Date”: “2026-02-30” is no day',
    ],
    ['a day of another order', 'Date,Amount,Text\n31/01/2026,1.00,a', 'Line 2, column “Date”'],
    [
      'digits too many',
      'Date,Amount,Text\n2026-01-01,1.005,a',
      'Line 2, column “Amount”: “1.005” is no amount in EUR.',
    ],
    ['too many lines', `Date,Amount,Text\n${'2026-01-01,1.00,a\n'.repeat(20_001)}`, 'more than 20,000 lines'],
  ])('%s is refused, with line and column', async (_what, file, words) => {
    const read = async () => finished(readCsv({ table: await readCsvTable(file), layout, currency: 'EUR' }))
    await expect(read()).rejects.toThrow(words)
  })

  test.each([
    ['commas', ','.repeat(10_000_000), 'Line 1: This line is longer than any entry.'],
    ['commas in rows', `${','.repeat(100_000)}\n`.repeat(100), 'more than 100 columns'],
    ['spaces in a row', `Date,Amount,Text\n${' '.repeat(10_000_000)}`, 'Line 2: This line is longer'],
  ])('a file of nothing but %s is refused at once', async (_what, file, words) => {
    const began = processorTime()
    await expect(readCsvTable(file)).rejects.toThrow(words)
    expect(processorTime() - began).toBeLessThan(4_000)
  })
})

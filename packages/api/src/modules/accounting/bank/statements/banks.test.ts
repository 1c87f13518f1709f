import { describe, expect, test } from 'vitest'
import { finished } from '../../../../platform/limits/slices.ts'
import { dayFrom, guessDayOrder } from '../../../../shared/written-days.ts'
import { CsvLayout } from '../schema.ts'
import { readCsv } from './csv.ts'
import { guessLayout, questionAbout } from './csv-guess.ts'
import { readCsvTable } from './csv-table.ts'

/** A file as it is read without a word from anybody. */
async function readAlone(rows: readonly string[], currency = 'EUR') {
  const table = await readCsvTable(rows.join('\n'))
  const guess = guessLayout(table)
  expect(questionAbout(guess, table)).toBeNull()
  return finished(readCsv({ table, layout: CsvLayout.parse(guess), currency }))
}

const told = async (rows: readonly string[], currency?: string) =>
  (await readAlone(rows, currency)).lines.map(({ day, amount, text, counterparty }) =>
    [day, amount, text, counterparty].join(' | '),
  )

/** As banks write them, cut to two entries. */
const files: readonly (readonly [bank: string, rows: string[], lines: string[], currency?: string])[] = [
  [
    'one that names no columns',
    ['14/11/2026,ESB NETWORKS,-89.00', '15/11/2026,LANTERN INV-1,"1,234.56"'],
    ['2026-11-14 | -8900 | ESB NETWORKS | ', '2026-11-15 | 123456 | LANTERN INV-1 | '],
  ],
  [
    'one with months by name and its sign of currency',
    [
      '"Account Balance:","£1,145.56"',
      '"Date","Transaction type","Description","Paid out","Paid in","Balance"',
      '"04 Nov 2026","Direct debit","POWER","£89.00","","-£89.00"',
      '"05 Nov 2026","Bank credit","LANTERN","","£1,234.56","£1,145.56"',
    ],
    ['2026-11-04 | -8900 | POWER | ', '2026-11-05 | 123456 | LANTERN | '],
    'GBP',
  ],
  [
    'one with an empty column of amounts and its balance underneath',
    [
      'Buchungstag;Wert;Begünstigter / Auftraggeber;Verwendungszweck;Betrag;Soll;Haben;Währung',
      '14.11.2026;14.11.2026;Stadtwerke;Strom;;-89,00;;EUR',
      '15.11.2026;15.11.2026;Müller GmbH;INV-1;;;1.234,56;EUR',
      'Kontostand;20.11.2026;;1.145,56;;;;EUR',
    ],
    ['2026-11-14 | -8900 | Strom | Stadtwerke', '2026-11-15 | 123456 | INV-1 | Müller GmbH'],
  ],
  [
    'one that takes its fee beside the amount, the newest first',
    [
      'Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance',
      'TRANSFER,Current,2026-11-16 09:00:00,2026-11-16 09:00:00,To Lantern,-10.00,0.50,EUR,COMPLETED,189.50',
      'CARD_PAYMENT,Current,2026-11-15 09:00:00,2026-11-16 08:00:00,Declined,-70.00,0.00,EUR,REVERTED,',
      'TOPUP,Current,2026-11-15 09:00:00,2026-11-15 09:00:00,From Zephyr,200.00,0.00,EUR,COMPLETED,200.00',
    ],
    [
      '2026-11-16 | -1000 | To Lantern | ',
      '2026-11-16 | -50 | Fee: To Lantern | ',
      '2026-11-15 | 20000 | From Zephyr | ',
    ],
  ],
  [
    'one whose amounts hold the fee it names',
    [
      'ID,Date,Amount,Currency,Description,Running Balance,Fee',
      '1,14-11-2026,-10.50,EUR,Sent to Lantern,189.50,0.50',
      '2,13-11-2026,200.00,EUR,From Zephyr,200.00,0.00',
    ],
    ['2026-11-14 | -1050 | Sent to Lantern | ', '2026-11-13 | 20000 | From Zephyr | '],
  ],
  [
    'one that names both sides',
    [
      '"Buchungsdatum";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";"Verwendungszweck";"Betrag (€)"',
      '"15.11.26";"Gebucht";"Lantern";"Hearth";"INV-1";"1.234,56"',
      '"16.11.26";"Vorgemerkt";"Lantern";"Hearth";"INV-2";"10,00"',
    ],
    ['2026-11-15 | 123456 | INV-1 | Lantern, Hearth'],
  ],
  [
    'one with its currency in the names of columns and a formula around text',
    [
      'Datum bis:;="20.11.2026"',
      'Datum;Bewegungstyp;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Label',
      '15.11.2026;Gutschrift;="LANTERN";1234.56;;',
      '14.11.2026;Lastschrift;STROM;;-89.00;',
    ],
    ['2026-11-15 | 123456 | LANTERN | ', '2026-11-14 | -8900 | STROM | '],
    'CHF',
  ],
  [
    'one that counts its columns of text',
    [
      'Posted Account, Posted Transactions Date, Description1, Description2, Debit Amount, Credit Amount,Balance,Posted Currency',
      '"931012","14/11/2026","VDP-ESB","NETWORKS","89.00",,"911.00",EUR',
    ],
    ['2026-11-14 | -8900 | VDP-ESB NETWORKS | '],
  ],
  [
    'one with a heading of two rows',
    ['Buchungs;Verwendungs;Betrag', 'tag;zweck;EUR', '14.11.2026;Strom;-89,00'],
    ['2026-11-14 | -8900 | Strom | '],
  ],
  [
    'one that writes the side behind each amount',
    ['Date,Description,Amount', '14/11/2026,Power,89.00 DR', '15/11/2026,Lantern,"1,234.56 CR"'],
    ['2026-11-14 | -8900 | Power | ', '2026-11-15 | 123456 | Lantern | '],
  ],
  [
    'one whose reference is all that is said',
    [
      '"Booking Date","Partner Name","Payment Reference","Amount (EUR)"',
      '2026-11-15,"Lantern","INV-1",12.50',
    ],
    ['2026-11-15 | 1250 | INV-1 | Lantern'],
  ],
  [
    'one in Swedish',
    ['Bokföringsdag;Belopp;Namn;Rubrik;Saldo;Valuta', '2026/11/15;1 234,56;Lantern;INV-1;1234,56;SEK'],
    ['2026-11-15 | 123456 | INV-1 | Lantern'],
    'SEK',
  ],
  [
    'one in a language nobody here knows',
    ['Päivä;Selite;Summa', '14.11.2026;Sähkö;-89,00', '15.11.2026;Lantern;1 234,56'],
    ['2026-11-14 | -8900 | Sähkö | ', '2026-11-15 | 123456 | Lantern | '],
  ],
]

describe('statements as banks write them (ACC-4)', () => {
  const each = files.map(([bank, ...file]) => ({ bank, file }))
  test.each(each)('$bank is read without a question', async ({ file: [rows, lines, currency] }) => {
    expect(await told(rows, currency)).toEqual(lines)
  })

  test('what is not booked, or is in another currency, is left out and told', async () => {
    const { lines, skipped, opening, closing } = await readAlone([
      'Type,Started Date,Completed Date,Description,Amount,Currency,State,Balance',
      'CARD,2026-11-13 10:00:00,2026-11-14 11:00:00,Tesco,-20.00,EUR,COMPLETED,80.00',
      'CARD,2026-11-15 10:00:00,,Pending shop,-5.00,EUR,PENDING,',
      'CARD,2026-11-15 10:00:00,2026-11-15 10:00:00,Reverted shop,-7.00,EUR,REVERTED,',
      'CARD,2026-11-15 10:00:00,2026-11-15 10:00:00,Diner,-9.00,USD,COMPLETED,91.00',
    ])
    expect(lines.map(({ text }) => text)).toEqual(['Tesco'])
    expect(skipped).toEqual(['2 lines not booked by the bank', '1 line in USD'])
    expect([opening, closing]).toEqual([10_000n, 8_000n])
  })

  test('a file of another currency alone is refused', async () => {
    const rows = ['Date,Amount,Description,Currency', '2026-11-13,-20.00,Diner,USD']
    await expect(readAlone(rows)).rejects.toThrow('It is in USD, and the account is in EUR.')
  })

  test('a sum under the list is none of it, and is told', async () => {
    const rows = ['Datum;Text;Betrag', '14.11.2026;A;80,00', ';Summe;80,00', 'Summe;;80,00']
    expect(await readAlone(rows)).toMatchObject({
      lines: [{ text: 'A' }],
      skipped: ['line 3, which has no day', 'line 4, which has no day'],
    })
  })

  test('an entry without a day among the others is refused', async () => {
    await expect(readAlone(['Datum;Text;Betrag', ';A;80,00', '14.11.2026;B;80,00'])).rejects.toThrow(
      'Line 2, column “Datum”',
    )
  })

  test('of one day the balances tell which end is the newest', async () => {
    const head = 'Date,Description,Amount,Balance'
    const rows = ['15/11/2026,B,-20.00,80.00', '15/11/2026,A,100.00,100.00']
    for (const order of [rows, rows.toReversed()])
      expect(await readAlone([head, ...order])).toMatchObject({ opening: 0n, closing: 8_000n })
  })

  test('the name of a month says by itself which way a day is written', () => {
    expect(guessDayOrder(['05 Nov 2026'])).toBe('dmy')
    expect(guessDayOrder(['Nov 5, 2026'])).toBe('mdy')
    const written = ['5-Nov-26', '5. November 2026', 'Nov 5, 2026', '05 nov. 2026']
    expect(written.map((text) => dayFrom(text, 'ymd'))).toEqual(written.map(() => '2026-11-05'))
    const abroad = ['1 févr. 2026', '1 août 2026', '1 Dez 2026', '1 mrt 2026', '1 ene 2026']
    expect(abroad.map((text) => dayFrom(text, 'dmy')?.slice(5, 7))).toEqual(['02', '08', '12', '03', '01'])
    expect(dayFrom('5 Table 2026', 'dmy')).toBeNull()
  })
})

/** What a file gives once somebody has said what its columns are. */
async function saidOf(rows: readonly string[], columns: CsvLayout['columns']) {
  const table = await readCsvTable(rows.join('\n'))
  const { lines, skipped } = finished(
    readCsv({ table, layout: { ...guess(table), columns }, currency: 'USD' }),
  )
  return { amounts: lines.map(({ amount }) => Number(amount)), skipped }
}
const guess = (table: Awaited<ReturnType<typeof readCsvTable>>) => CsvLayout.parse(guessLayout(table))

describe('what banks write among the entries (ACC-4)', () => {
  test('a balance of a day is no entry, and is told', async () => {
    const rows = [
      'Description,,Summary Amt.',
      'Beginning balance as of 11/01/2026,,"1,000.00"',
      '',
      'Date,Description,Amount,Running Bal.',
      '11/01/2026,Beginning balance as of 11/01/2026,,"1,000.00"',
      '11/20/2026,"CHECK, 12","-12.00","988.00"',
    ]
    const { lines, skipped, opening, closing } = await readAlone(rows, 'USD')
    expect(lines.map(({ text, amount }) => `${text} ${amount}`)).toEqual(['CHECK, 12 -1200'])
    expect({ skipped, opening, closing }).toEqual({
      skipped: ['line 5, which is a balance'],
      opening: 100_000n,
      closing: 98_800n,
    })
  })

  test('an amount that is missing beside other words is refused as before', async () => {
    const rows = ['Date,Description,Amount', '11/20/2026,CHECK,-12.00', '11/21/2026,CHECK,']
    await expect(readAlone(rows, 'USD')).rejects.toThrow('The amount is missing.')
  })

  test('of a card, what was paid back has the other sign, whichever way the column is called', async () => {
    const card = ['Date,Description,Amount', '11/13/2026,COFFEE,3.20', '11/14/2026,PAYMENT,-100.00']
    expect((await saidOf(card, ['day', 'text', 'moneyOut'])).amounts).toEqual([-320, 10_000])
    expect((await saidOf(card, ['day', 'text', 'moneyIn'])).amounts).toEqual([320, -10_000])
    const spent = ['Date,Description,Amount', '11/13/2026,COFFEE,-3.20', '11/14/2026,RENT,-100.00']
    expect((await saidOf(spent, ['day', 'text', 'moneyOut'])).amounts).toEqual([-320, -10_000])
  })

  test('the amount is what is left once the fee is taken off', async () => {
    const rows = [
      'id,Type,Amount,Fee,Net,Created,Description',
      'txn_1,charge,100.00,3.20,96.80,2026-11-20,Order 1',
      'txn_2,payout,-96.80,0.00,-96.80,2026-11-23,PAYOUT',
    ]
    expect((await readAlone(rows, 'USD')).lines.map(({ amount }) => Number(amount))).toEqual([9_680, -9_680])
  })
})

import { createHash } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { extractText, getDocumentProxy, getMeta } from 'unpdf'
import { describe, expect, test } from 'vitest'
import type { PrintedInvoice } from './printed-invoice.ts'
import { renderInvoice } from './invoice.ts'
import { Printer } from '../../../../platform/print/printer.ts'
import { invoiceProgram, printInvoice } from './printer.ts'

const id = '019ab000-0000-7000-8000-000000000001'

const line = (description: string, given: Partial<PrintedInvoice['lines'][number]> = {}) => ({
  description,
  quantity: '12',
  unitCode: 'C62',
  unitPrice: '14.2',
  discountPercent: '0',
  amount: '170.40',
  taxCodeId: id,
  tax: 'VAT 23 %',
  taxPercent: '23',
  accountId: id,
  ...given,
})

const invoice: PrintedInvoice = {
  id,
  kind: 'invoice',
  number: 'INV-2026-0041',
  status: 'open',
  contactId: id,
  contact: 'Lantern Street Bakery',
  issuedOn: '2026-11-20',
  dueOn: '2026-12-04',
  currency: 'EUR',
  total: '1218.59',
  open: '1218.59',
  sentAt: null,
  version: 2,
  correctsId: null,
  corrects: null,
  deliveredOn: '2026-11-19',
  rate: '1',
  pricesIncludeTax: false,
  discountPercent: '0',
  reference: 'Order 77',
  message: 'Thank you. The van comes on Thursday between 7 and 9.',
  lines: [
    line('House blend, 1 kg'),
    line('Delivery', {
      quantity: '1',
      unitPrice: '9',
      amount: '9.00',
      taxPercent: '0',
    }),
  ],
  taxes: [
    {
      name: 'VAT 23 %',
      category: 'S',
      percent: '23',
      taxable: '170.40',
      tax: '39.19',
      reason: '',
    },
    {
      name: 'Exempt',
      category: 'E',
      percent: '0',
      taxable: '9.00',
      tax: '0.00',
      reason: 'Exempt under article 132',
    },
  ],
  net: '1179.40',
  tax: '39.19',
  rounding: '0.00',
  discount: '0.00',
  seller: {
    name: 'Tide & Fennel',
    street: '12 Quay Row',
    postcode: 'H91',
    city: 'Galway',
    country: 'IE',
    taxId: 'IE3417728KH',
    email: 'hello@tide.example',
    phone: '+353 91 000 000',
    iban: 'IE29AIBK93115212345678',
    bic: 'AIBKIE2D',
    footer: 'Tide & Fennel is a trade name.',
  },
  buyer: {
    name: 'Lantern Street Bakery',
    street: '4 Lantern Street',
    postcode: '',
    city: 'Galway',
    country: 'IE',
    taxId: '',
    email: 'books@lantern.example',
  },
  settlements: [],
  entryId: id,
  postedAt: '2026-11-20T09:14:00.000Z',
  taxInBooks: null,
}

async function read(bytes: Uint8Array) {
  const { text, totalPages } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), {
    mergePages: false,
  })
  return { pages: text, totalPages }
}

const many = (count: number): PrintedInvoice => ({
  ...invoice,
  lines: Array.from({ length: count }, (_, at) =>
    line(
      `Line ${at + 1} of many, with words that go on for so long that they stand in two rows or even three`,
    ),
  ),
})

describe('an invoice as a PDF (ACC-2)', () => {
  test('says who, to whom, what, how much, by when and where to', async () => {
    const { pages, totalPages } = await read(await renderInvoice(invoice))
    expect(totalPages).toBe(1)
    for (const words of [
      'INV-2026-0041',
      'Tide & Fennel',
      '12 Quay Row',
      'Galway, Ireland',
      'Tax id IE3417728KH',
      'Lantern Street Bakery',
      '20 November 2026',
      '4 December 2026',
      '19 November 2026',
      'Order 77',
      'House blend, 1 kg',
      '14.20',
      '170.40',
      '23 %',
      'VAT 23 % of 170.40',
      '39.19',
      'Exempt under article 132',
      '1,218.59 EUR',
      'IE29 AIBK 9311 5212 3456 78',
      'AIBKIE2D',
      'The van comes on Thursday',
      'Page 1 of 1',
    ])
      expect(pages[0]).toContain(words)
  })

  test('is the same to the byte each time it is printed', async () => {
    const digest = async () =>
      createHash('sha256')
        .update(await renderInvoice(invoice))
        .digest('hex')
    const before = await digest()
    await renderInvoice({ ...invoice, message: 'Another one, with letters of its own: ĄŽ Ω Ж ½' })
    expect(await digest()).toBe(before)
    const { info } = await getMeta(await getDocumentProxy(new Uint8Array(await renderInvoice(invoice))))
    expect(info).toMatchObject({ Title: 'Invoice INV-2026-0041', Author: 'Tide & Fennel' })
  })

  test('says the same letters to whoever copies from it, whatever was printed before', async () => {
    const of = (description: string) => renderInvoice({ ...invoice, lines: [line(description)] })
    const before = Buffer.from(await of('Zulu Zebra'))
    await of('Żubr Žito Źdźbło')
    const after = await of('Zulu Zebra')
    expect((await read(after)).pages[0]).toContain('Zulu Zebra')
    expect(before.equals(after)).toBe(true)
  })

  test('goes on over pages with its head on each, and no line is lost or cut', async () => {
    const { pages, totalPages } = await read(await renderInvoice(many(200)))
    expect(totalPages).toBeGreaterThan(5)
    pages.forEach((page, at) => expect(page).toContain(`Page ${at + 1} of ${totalPages}`))
    for (const page of pages.slice(0, -1)) expect(page).toContain('Amount, EUR')
    const whole = pages.join('\n')
    for (let at = 1; at <= 200; at += 1) expect(whole).toContain(`Line ${at} of many`)
  })

  test.each([
    ['Καφές Ελλάδας', 'Καφές Ελλάδας'],
    ['Кофе в зёрнах', 'Кофе в зёрнах'],
    ['Zażółć gęślą jaźń', 'Zażółć gęślą jaźń'],
    ['Tea 茶 from 上海', 'Tea □ from □□'],
    ['قهوة', '□□□□'],
    ['Beans 🎉 here', 'Beans □ here'],
    ['नमस्ते', '□□□□'],
  ])('prints "%s", and a box for what its typeface lacks', async (description, printed) => {
    const { pages } = await read(await renderInvoice({ ...invoice, lines: [line(description)] }))
    expect(pages[0]).toContain(printed)
  })

  test('keeps a mark on a letter that has no sign of its own', async () => {
    const { pages } = await read(await renderInvoice({ ...invoice, lines: [line('Cafe\u0302 x\u0302')] }))
    expect(pages[0]).toMatch(/Cafê x\u0302/)
  })

  test('never breaks an amount, however large', async () => {
    const amounts = { unitPrice: '999999999999.12345678', quantity: '123456789012.123456' }
    const large = [line('Machine', { ...amounts, amount: '9999999999999.99' })]
    const total = '9999999999999.99'
    const { pages } = await read(await renderInvoice({ ...invoice, currency: 'IDR', total, lines: large }))
    for (const words of ['999,999,999,999.12345678', '123,456,789,012.123456', '9,999,999,999,999.99 IDR'])
      expect(pages[0]).toContain(words)
  })

  test('says where tax is in the prices already', async () => {
    const words = 'Prices and amounts of the lines include tax.'
    const { pages } = await read(await renderInvoice({ ...invoice, pricesIncludeTax: true }))
    expect(pages[0]).toContain(words)
    expect((await read(await renderInvoice(invoice))).pages[0]).not.toContain(words)
  })

  test('keeps a message and a footer of any length, and each page says of which invoice it is', async () => {
    const message = Array.from({ length: 250 }, (_, at) => `m${at}`).join('\n')
    const { pages, totalPages } = await read(await renderInvoice({ ...invoice, message }))
    const whole = pages.join('\n')
    for (const words of ['m0', 'm249', 'Tide & Fennel is a trade name.', 'AIBKIE2D'])
      expect(whole).toContain(words)
    expect(totalPages).toBeGreaterThan(1)
    for (const page of pages) expect(page).toContain('INV-2026-0041')
  })

  test('a draft and a credit note say what they are', async () => {
    const draft = await read(
      await renderInvoice({ ...invoice, number: null, status: 'draft', postedAt: null }),
    )
    expect(draft.pages[0]).toContain('Draft, no number yet')
    const credit = await read(
      await renderInvoice({ ...invoice, kind: 'credit_note', number: 'CN-2026-0001' }),
    )
    expect(credit.pages[0]).toMatch(/Credit note[\s\S]*CN-2026-0001/)
    expect(credit.pages[0]).not.toContain('IBAN')
  })

  test('is printed beside everybody else’s calls, who do not wait for it', async () => {
    await printInvoice(invoice)
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const printed = await Promise.all(Array.from({ length: 30 }, () => printInvoice(invoice)))
    delay.disable()
    expect(printed.map(({ length }) => length)).toEqual(printed.map(() => printed[0]?.length))
    expect(delay.percentile(99) / 1e6).toBeLessThan(50)
  })

  test('waits in line: one that takes too long ends alone, and the next are printed', async () => {
    const printer = new Printer({ program: invoiceProgram, timeLimitMs: 4000 })
    const endless = { ...invoice, message: 'A long word '.repeat(2_000_000) }
    const ends = await Promise.allSettled([invoice, endless, invoice].map((one) => printer.print(one)))
    expect(ends).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { code: 'UNAVAILABLE', message: expect.stringContaining('too long') } },
      { status: 'fulfilled' },
    ])
  })

  test('says so where the line is too long', async () => {
    const printer = new Printer({ program: invoiceProgram, longestLine: 2 })
    const ends = await Promise.allSettled(Array.from({ length: 4 }, () => printer.print(invoice)))
    expect(ends.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'UNAVAILABLE', message: expect.stringContaining('Many documents') } },
    ])
  })
})

import '@testing-library/jest-dom/vitest'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { appOnHub } from '../../../../../testing/app-on-hub.ts'
import { book, personWith } from './testing.ts'

const ids = {
  tax: '01a1f859-d525-702e-874d-6f9b61ee3381',
  sales: '01a1f859-d525-702e-874d-6f9b61ee3382',
  charged: '01a1f859-d525-702e-874d-6f9b61ee3383',
  county: '01a1f859-d525-702e-874d-6f9b61ee3384',
  paid: '01a1f859-d525-702e-874d-6f9b61ee3385',
}
const days = { from: '2026-07-01', to: '2026-09-30' }
const report = {
  ...days,
  currency: 'EUR',
  sales: {
    rows: [
      {
        taxCodeId: ids.tax,
        name: 'Sales tax',
        category: 'S',
        percent: '8',
        taxable: '1000.00',
        tax: '80.00',
        accounts: [
          { accountId: ids.charged, code: '2200', account: 'State', of: 'tax', amount: '60.00' },
          { accountId: ids.county, code: '2210', account: 'County', of: 'tax', amount: '20.00' },
          { accountId: ids.sales, code: '4000', account: 'Sales', of: 'taxable', amount: '1000.00' },
        ],
      },
    ],
    taxable: '1000.00',
    tax: '80.00',
  },
  purchases: {
    rows: [
      {
        taxCodeId: null,
        name: 'Tax paid on purchases',
        category: null,
        percent: null,
        taxable: null,
        tax: '13.50',
        accounts: [{ accountId: ids.paid, code: '1400', account: 'Paid', of: 'tax', amount: '13.50' }],
      },
    ],
    taxable: '0.00',
    tax: '13.50',
  },
  due: '66.50',
  besides: '-40.00',
  inBooks: '26.50',
  isBalanced: true,
}

const hub = appOnHub({
  'auth.me': () => personWith('accounting.book.read'),
  'modules.accounting.book.get': () => ({ book }),
  'modules.accounting.reports.taxes': () => report,
})

const rowOf = async (name: RegExp) =>
  within(await within(await screen.findByRole('table', { name: 'Taxes' })).findByRole('row', { name }))

it('each figure leads to its lines, a tax on two accounts to those of each (ACC-5)', async () => {
  hub.open('/o/tide-fennel/accounting/reports?report=taxes')
  const row = await rowOf(/^Sales tax/)
  const hrefs = row.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])
  const to = (account: string) =>
    `/o/tide-fennel/accounting/ledger?account=${account}&from=2026-07-01&to=2026-09-30&tax=${ids.tax}`
  expect(hrefs).toEqual([
    ['1,000.00', to(ids.sales)],
    ['60.00', to(ids.charged)],
    ['20.00', to(ids.county)],
  ])
  expect((await rowOf(/^Tax paid on purchases/)).getByText('entered by hand')).toBeInTheDocument()
  expect((await rowOf(/^Due to the tax office/)).getByText('66.50')).toBeInTheDocument()
  expect(
    screen.getByText(
      'Checked: the accounts of taxes moved by 26.50, which is 66.50 of tax less 40.00 paid to the tax office.',
    ),
  ).toBeInTheDocument()
})

it('what the tax office owes is said so, and accounts that say another figure are an alarm', async () => {
  hub.procedures.set('modules.accounting.reports.taxes', () => ({
    ...report,
    due: '-19.00',
    besides: '0.00',
    inBooks: '-20.00',
    isBalanced: false,
  }))
  hub.open('/o/tide-fennel/accounting/reports?report=taxes')
  expect((await rowOf(/^The tax office owes you/)).getByText('19.00')).toBeInTheDocument()
  expect(screen.getByRole('alert')).toHaveTextContent(
    'The accounts of taxes moved by −20.00, the report says −19.00 of tax.',
  )
})

it('a whole period that is over is one press away', async () => {
  hub.open('/o/tide-fennel/accounting/reports?report=taxes')
  await rowOf(/^Sales tax/)
  await userEvent.click(screen.getByRole('button', { name: 'Last quarter' }))
  const asked = hub.inputs('modules.accounting.reports.taxes').at(-1) as { from: string; to: string }
  const [first = new Date(), last] = [asked.from, asked.to].map((day) => new Date(`${day}T00:00:00Z`))
  expect([first.getUTCDate(), first.getUTCMonth() % 3]).toEqual([1, 0])
  first.setUTCMonth(first.getUTCMonth() + 3, 0)
  expect(last).toEqual(first)
})

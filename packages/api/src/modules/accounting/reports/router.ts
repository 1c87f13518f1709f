import type { Meta } from '../../../platform/calls/meta.ts'
import { orgProcedure, router } from '../../../platform/calls/trpc.ts'
import * as schema from './schema.ts'
import { readCash } from './cash.ts'
import { receivables } from './receivables.ts'
import { readTaxes } from './taxes.ts'
import { balanceSheet, listLedger, profitAndLoss, trialBalance } from './service.ts'

const read = {
  permission: 'accounting.book.read',
  price: null,
  effect: 'read',
  doors: 'all',
} as const satisfies Partial<Meta>

export const reportsRouter = router({
  trialBalance: orgProcedure
    .meta({
      ...read,
      title: 'Read the trial balance',
      description: 'What every account holds at the end of a day, debit and credit.',
    })
    .input(schema.GetTrialBalance)
    .output(schema.TrialBalance)
    .query(({ ctx, input }) => trialBalance(ctx, input)),
  profitAndLoss: orgProcedure
    .meta({
      ...read,
      title: 'Read the profit and loss',
      description: 'Income, expenses and profit between two days, account by account.',
    })
    .input(schema.GetProfitAndLoss)
    .output(schema.ProfitAndLoss)
    .query(({ ctx, input }) => profitAndLoss(ctx, input)),
  balanceSheet: orgProcedure
    .meta({
      ...read,
      title: 'Read the balance sheet',
      description: 'What the business has and owes at the end of a day.',
    })
    .input(schema.GetBalanceSheet)
    .output(schema.BalanceSheet)
    .query(({ ctx, input }) => balanceSheet(ctx, input)),
  taxes: orgProcedure
    .meta({
      ...read,
      title: 'Read the taxes of a period',
      description:
        'Tax on sales (such as VAT) and on purchases between two days, by rate, and what is due to the tax office.',
    })
    .input(schema.GetTaxes)
    .output(schema.Taxes)
    .query(({ ctx, input }) => readTaxes(ctx, input)),
  cash: orgProcedure
    .meta({
      ...read,
      title: 'Read how much money there is',
      description: 'At the bank and in cash, day by day, and the profit of this month.',
    })
    .input(schema.GetCash)
    .output(schema.Cash)
    .query(({ ctx, input }) => readCash(ctx, input)),
  ledger: orgProcedure
    .meta({
      ...read,
      title: 'Read an account’s ledger',
      description: 'The lines of one account, newest first: what its figures are made of.',
    })
    .input(schema.ListLedger)
    .output(schema.LedgerPage)
    .query(({ ctx, input }) => listLedger(ctx, input)),
  receivables: orgProcedure
    .meta({
      ...read,
      permission: 'accounting.sale.read',
      title: 'Read who owes the business',
      description: 'What each customer owes at the end of a day, by how long it is overdue.',
    })
    .input(schema.GetReceivables)
    .output(schema.Receivables)
    .query(({ ctx, input }) => receivables(ctx, input)),
})

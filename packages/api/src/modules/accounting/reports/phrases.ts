import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import {
  balanceSheetTold,
  cashTold,
  ledgerTold,
  profitTold,
  receivablesTold,
  trialBalanceTold,
} from './telling.ts'
import { taxesTold } from './taxes-told.ts'

export const reportPhrases = {
  'reports.trialBalance': {
    say: [
      '(show|open|read|give) (me|) (the|our|) trial balance (of {asOf}|as of {asOf}|on {asOf}|)',
      'trial balance (please|at the end of {asOf}|on {asOf}|)',
      '(what|how much) (do|does|is on) (all|every|each) (the|) (ledger|) (account|accounts) (hold|)',
      '(do|are) (the|our) books (balance|balanced|even)',
      'balances of all (ledger|) accounts',
    ],
    not: ['show the balance of our credits', 'what is on our balance'],
    looksBack: true,
    answer: trialBalanceTold,
  },
  'reports.profitAndLoss': {
    say: [
      '(show|open|read|give) (me|) (the|our|) (profit and loss|income statement|p&l) (from {from} to {to}|since {from}|)',
      '(how much|what) (profit|money) (did we|have we) (make|made|earn|earned) (since {from}|from {from} to {to}|)',
      '(what|how much) did we (earn|spend|make|lose) (since {from}|from {from} to {to})',
      '(are|were) we (profitable|making money|making a loss) (since {from}|from {from} to {to}|)',
      '(what|how high) (are|were|is) our (income and expenses|profit|revenue|turnover|expenses) (since {from}|from {from} to {to}|)',
    ],
    not: ['how many credits did we spend', 'what did the assistant cost'],
    looksBack: true,
    answer: profitTold,
  },
  'reports.taxes': {
    say: [
      '(how much|what) (vat|tax|sales tax|gst|hst|taxes) (do|did) we owe (the tax office|) (since {from}|from {from} to {to}|)',
      'what (do|did) we owe (the tax office|the taxman|the revenue|hmrc|in vat|in taxes) (since {from}|from {from} to {to}|)',
      '(show|open|read|give|make) (me|) (the|our|) (vat|tax|sales tax|gst) (return|report|figures) (since {from}|from {from} to {to}|)',
      '(how much|what) (vat|tax|sales tax|gst) (is|was) (due|owed|to pay|on our sales) (since {from}|from {from} to {to}|)',
      '(how much|what) (vat|tax|sales tax|gst) did we (charge|collect|pay) (since {from}|from {from} to {to}|)',
      '(vat|tax) (return|report) (please|from {from} to {to}|)',
    ],
    not: ['what taxes are there', 'add a tax of 20 %', 'what do we owe'],
    looksBack: true,
    answer: taxesTold,
  },
  'reports.cash': {
    say: [
      '(how much|what) (money|cash) (do|have) we (have|got) (in the bank|at the bank|left in the bank|)',
      '(how much|what) is (in|on) (the|our) bank (account|accounts)',
      '(how is|how are|what is) (our|the) (cash|cash position|liquidity)',
      '(show|read|give) (me|) (the|our) (cash|cash position|liquidity|bank balance)',
      'how much (money|cash) is (in the bank|at the bank|on hand)',
    ],
    not: ['show the bank lines', 'how many credits do we have', 'show the balance sheet'],
    answer: cashTold,
  },
  'reports.balanceSheet': {
    say: [
      '(show|open|read|give) (me|) (the|our|) balance sheet (of {asOf}|as of {asOf}|on {asOf}|)',
      'what does (the|our) (business|company|firm) (own|owe|own and owe) (on {asOf}|)',
      'balance sheet (please|at the end of {asOf}|on {asOf}|)',
      '(how much|what) (are|is) our (assets|debts|equity|liabilities) (on {asOf}|)',
      '(our|) assets and liabilities (on {asOf}|)',
    ],
    not: ['show the credits balance', 'show the time sheet'],
    looksBack: true,
    answer: balanceSheetTold,
  },
  'reports.ledger': {
    say: [
      '(show|open|read|list) (me|) (the|) (ledger|lines|movements) of (account|the account|ledger account|) {accountId}',
      'what (was|has been) (booked|posted) (on|to) (the|) (account|ledger account) {accountId} (since {from}|from {from} to {to}|)',
      '(movements|lines) (on|of) (the|) (account|ledger account) {accountId} (since {from}|)',
      'ledger of (the|) account {accountId}',
      'what is (the|) (account|ledger account) {accountId} made (up|) of',
      '(what|how much) did we (pay|spend) (for|on) {accountId} (since {from}|from {from} to {to}|)',
      '(what|how much) (has|did|does) {accountId} cost (us|) (since {from}|from {from} to {to}|)',
    ],
    not: ['show the comments of the task', 'show credits history', 'what did the assistant cost'],
    ask: { accountId: 'Which account?' },
    looksBack: true,
    answer: ledgerTold,
  },
  'reports.receivables': {
    say: [
      'who owes (us|me|the business) (money|something|what|) (on {asOf}|as of {asOf}|)',
      '(what|how much) (do|does) (our|the|) (customers|{contactId}) owe (us|me|) (on {asOf}|)',
      '(show|open|read) (me|) (the|our|) (receivables|debtors|aged receivables|open items of customers) (of {asOf}|)',
      '(how much|what) (money|) (is|are) (overdue|outstanding|still to come in) (from customers|) (on {asOf}|)',
      '(which|what) customers (are late|have not paid|owe us most)',
      "(which|what) (customers|clients) (still|) (have not|haven't|havent) paid (us|) (yet|)",
      'ageing (of customers|of receivables|)',
      '(what|how much) is {contactId} late with',
    ],
    not: ['what do we owe', 'who is late with a task', 'how many credits are left'],
    looksBack: true,
    measures: { size: 'open' },
    answer: receivablesTold,
  },
} satisfies Record<string, ActPhrases>

import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { accountsTold } from './telling.ts'

export const accountPhrases = {
  'accounts.list': {
    say: [
      '(show|list|open) (me|) (the|our|) (ledger accounts|chart of accounts|accounts of the books)',
      '(which|what) (ledger accounts|accounts in the books) (do we have|are there|exist)',
      '(find|search|look for) (the|a|) (ledger account|account in the books) (for|called|named) {search}',
      '(which|what) (ledger account|account) is {search} (booked|posted|recorded) (on|to|under)',
      '(show|list) (the|our|all|) {type} accounts (of the books|in the ledger|)',
      'chart of accounts (please|)',
    ],
    setting: [
      { set: { archived: true }, say: ['(show|list) (the|) archived (ledger|) accounts (of the books|)'] },
    ],
    not: ['list my api keys', 'show the accounts of the hub', 'delete my account'],
    answer: accountsTold,
  },
  'accounts.create': {
    say: [
      '(add|create|make|open) (a|an|a new) {type} account {code} (called|named|for) {name}',
      '(add|create|make|open) (a|an|the) (ledger|) account {code} {name} (as|of type) (an|a|) {type}',
      '(add|put) {name} (to|into) the chart of accounts (as|with|under) {code}(,| as) (an|a|) {type}',
      'we need (a|an) {type} account (for|called) {name}(,| with the code|,code) {code}',
    ],
    not: ['create an account for a new colleague', 'add a task to open a bank account'],
    ask: {
      code: 'Which code should the account have, such as 6450?',
      name: 'What should it be called?',
      type: 'Is it an asset, a liability, equity, income or an expense?',
    },
    proposal: ({ named }) => `add account ${named('code')} “${named('name')}” to the books`,
  },
  'accounts.update': {
    say: [
      '(rename|call) (the|) (ledger account|account) {id} (to|) {name}',
      '(change|set) the name of (the|) (ledger account|account) {id} to {name}',
      '(change|set) the code of (the|) (ledger account|account) {id} to {code}',
      'give (the|) ledger account {id} the (code|number) {code}',
      'ledger account {id} (should be|is now) (called|named) {name}',
      'renumber (the|) (ledger account|account) {id} to {code}',
    ],
    not: ['rename the organization', 'change my name'],
    ask: { id: 'Which account?' },
    proposal: ({ named }) => `change account ${named('id')}`,
  },
  'accounts.archive': {
    say: [
      '(archive|retire|put away|close) (the|) (ledger account|account) {id} (in the books|)',
      '(take|remove) (the|) (ledger account|account) {id} (out of use|from the chart of accounts)',
      'we (do not|no longer) (use|need) (the|) ledger account {id} (any more|)',
      'stop using (the|) ledger account {id}',
    ],
    not: ['delete my account', 'close the organization'],
    ask: { id: 'Which account?' },
    proposal: ({ named }) => `archive account ${named('id')}`,
  },
} satisfies Record<string, ActPhrases>

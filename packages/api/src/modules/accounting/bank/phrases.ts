import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { bankLinesTold, statementsTold } from './telling.ts'

const onThePage = 'on the page “Accounting”, under “Bank”'

export const bankPhrases = {
  'bank.accounts.list': {
    say: [
      '(show|list|open) (me|) (the|our|all|my|) bank accounts',
      '(which|what) bank accounts (do we have|are there|are in the books)',
      '(find|search|look for) (the|a|) bank account (called|named|for|with) {search}',
      'how many (bank lines|lines of the bank) (are|have) (still|) (to match|to be matched|open)',
      'our (accounts at the bank|banks)',
      'bank accounts (of the books|) (please|)',
    ],
    setting: [{ set: { archived: true }, say: ['(show|list) (the|) archived bank accounts'] }],
    not: ['show the ledger accounts', 'list the accounts of the hub'],
  },
  'bank.accounts.create': { say: [], where: onThePage },
  'bank.accounts.update': {
    say: [
      '(rename|call) (the|) bank account {id} (to|) {name}',
      '(change|set) the name of (the|) bank account {id} to {name}',
      '(the|) bank account {id} (should be|is now) (called|named) {name}',
      '(change|set) the (iban|number|identifier) of (the|) bank account {id} to {identifier}',
      'the (iban|number) of (the|) bank account {id} is {identifier}',
    ],
    not: ['rename the ledger account', 'change my name'],
    ask: { id: 'Which bank account?' },
    proposal: ({ named }) => `change the bank account ${named('id')}`,
  },
  'bank.accounts.archive': {
    say: [
      '(archive|retire|put away|close) (the|) bank account {id}',
      '(take|remove) (the|) bank account {id} out of (use|the list)',
      'we (do not|no longer) (use|have) (the|) bank account {id} (any more|)',
      'stop using (the|) bank account {id}',
      '(the|) bank account {id} (was|is) closed',
    ],
    not: ['archive the ledger account', 'delete my account'],
    ask: { id: 'Which bank account?' },
    proposal: ({ named }) => `archive the bank account ${named('id')}`,
  },
  'bank.statements.import': { say: [], where: onThePage },
  'bank.statements.list': {
    say: [
      '(show|list|open) (me|) (the|our|all|) (bank imports|imported statements|imports of the bank)',
      '(which|what) (bank statements|statements) (were|are|have been) (imported|read in)',
      '(who|when did somebody) (imported|import) (the|a|) (last|latest|) bank statement',
      '(last|latest|newest) (bank imports|imported statements)',
      'what (was|has been) imported from (the|our) bank',
    ],
    not: ['show the bank lines', 'list the bank accounts'],
    answer: statementsTold,
  },
  'bank.statements.remove': {
    say: [
      '(remove|delete|take back|undo) (the|) (bank import|bank statement|imported statement) {id}',
      '(take|throw) (the|) bank statement {id} out (again|)',
      '(the|) bank statement {id} (was|is) the wrong (file|one)',
      '(get rid of|clear) (the|) bank import {id}',
      'we imported the wrong bank statement {id}',
    ],
    not: ['undo the match', 'archive the bank account'],
    ask: { id: 'Which import?' },
    proposal: ({ named }) => `remove the import ${named('id')} with all its lines`,
  },
  'bank.lines.list': {
    say: [
      '(show|list|open) (me|) (the|our|all|) (bank lines|lines of the bank|bank transactions)',
      '(which|what) (bank lines|bank transactions) (are|is) (not matched|to match|open|still open)',
      '(which|what) (came in|went out) (at|on|of|from) (the|our) bank (since {from}|from {from} to {to}|)',
      '(find|search|look for) (the|a|) (bank line|bank transaction) (from|of|about|with) {search}',
      '(bank lines|bank transactions) (since {from}|until {to}|from {from} to {to})',
      '(last|latest|newest) (bank lines|bank transactions)',
      'what does the bank say (about {search}|)',
    ],
    not: ['show the journal entries', 'list the bank accounts'],
    words: {
      state: {
        'to-match': [
          'unmatched',
          'not matched',
          'not yet matched',
          'to match',
          'to be matched',
          'to be assigned',
          'to be booked',
          'left to match',
          'open',
          'unreconciled',
          'unexplained',
        ],
        matched: ['matched', 'reconciled', 'assigned', 'cleared', 'dealt with'],
        all: ['all', 'every', 'matched or not'],
      },
    },
    looksBack: true,
    measures: { size: 'amount', age: 'day' },
    answer: bankLinesTold,
  },
  'bank.lines.get': {
    say: [
      '(show|open|read) (me|) (the|) (bank line|bank transaction) {id}',
      '(what|which invoice) (may|could) (the|) bank line {id} be',
      '(what|which payment) is (the|) bank line {id} matched to',
      '(how|why) does (the|) bank line {id} (match|fit)',
      'proposals for (the|) bank line {id}',
    ],
    not: ['open the journal entry', 'show the payment'],
    ask: { id: 'Which bank line?' },
  },
  'bank.matches.accept': { say: [], where: onThePage },
  'bank.matches.undo': { say: [], where: onThePage },
} satisfies Record<string, ActPhrases>

import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { taxesTold } from './telling.ts'

const side = {
  sale: ['sales', 'sale', 'selling', 'output', 'outgoing'],
  purchase: ['purchases', 'purchase', 'buying', 'input', 'incoming'],
}

export const taxPhrases = {
  'taxes.list': {
    say: [
      '(show|list|open) (me|) (the|our|all|) (taxes|tax rates|tax codes|vat rates) (of the books|)',
      '(which|what) (taxes|tax rates|tax codes|vat rates) (are there|do we have|do we charge|can i use)',
      '(what|how high) is (the|our) (tax|vat) (rate|) on (sales|invoices)',
      '(find|search|look for) (the|a|) tax (called|named|) {search}',
    ],
    words: { side },
    not: ['how much tax did we pay', 'list the tasks'],
    answer: taxesTold,
  },
  'taxes.create': {
    say: [
      '(add|create|set up) (a|the) (tax|vat|tax rate) (called|named|) {name} (of|with|at) {percent} (percent|%|per cent)',
      '(add|create) (a|the) tax {name} with {percent} (percent|%)',
      'new tax {name} (of|at) {percent} (percent|%)',
      'we (charge|have to charge) {name} of {percent} (percent|%)',
    ],
    words: { side },
    not: ['add a task', 'pay the tax'],
    ask: { name: 'What is it called on invoices?', percent: 'How many per cent is it?' },
    proposal: ({ named }) => `add the tax ${named('name')} of ${named('percent')} %`,
  },
  'taxes.archive': {
    say: [
      '(archive|retire|take out|remove) (the|) tax {id} (please|from use|)',
      '(stop|do not) (using|use) (the|) tax {id} (any more|anymore|)',
      '(the|) tax {id} (is|was) (old|not used any more), archive it',
    ],
    not: ['archive the account', 'archive the task'],
    ask: { id: 'Which tax?' },
    proposal: ({ named }) => `archive the tax ${named('id')}`,
  },
} satisfies Record<string, ActPhrases>

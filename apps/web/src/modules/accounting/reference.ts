import type { ModuleReference } from '../web-module.ts'

export const reference: ModuleReference = {
  shortcuts: [
    {
      group: 'Accounting',
      keys: [
        { what: 'New entry, in the journal', keys: ['N'] },
        { what: 'Next or previous line of the bank', keys: ['J', 'K'] },
        { what: 'Match the line of the bank', keys: ['Enter'] },
        { what: 'Take back the last match', keys: ['U'] },
        { what: 'Fill in what is missing, in an amount', keys: ['='] },
        { what: 'Post the entry', keys: ['Ctrl Enter'] },
      ],
    },
  ],
}

import type { ModuleReference } from '../web-module.ts'

export const reference: ModuleReference = {
  shortcuts: [
    {
      group: 'Data',
      keys: [{ what: 'Next or previous row', keys: ['J', 'K'] }],
    },
  ],
}

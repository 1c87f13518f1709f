import type { ModuleLevel } from '../../shared/levels.ts'

/**
 * Ready-made levels for usual jobs. A module says in its declaration in which it takes part, and how far people with that
 * job go in it; in all the others they have `others`. A job that no module of the hub has work for is left out.
 */
export const accessSets = {
  reader: {
    title: 'Looks at everything',
    about: 'Sees what is in every module and changes nothing, such as a tax adviser.',
    others: 'read',
  },
  operations: {
    title: 'Daily work only',
    about: 'Works with tasks and sees nothing else.',
    others: 'none',
  },
  bookkeeper: {
    title: 'Bookkeeper',
    about: 'Keeps the books and sees nothing else.',
    others: 'none',
  },
} as const satisfies Record<string, { title: string; about: string; others: ModuleLevel }>

export type AccessSetName = keyof typeof accessSets

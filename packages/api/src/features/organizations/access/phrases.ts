import type { ActPhrases } from '../../../platform/catalog/phrases.ts'
import { memberAccessTold } from './telling.ts'

const team = 'on the page “Team”, from the menu beside the person'

/** How people ask who may do what, by levels in modules. */
export const accessPhrases: Readonly<Record<string, ActPhrases>> = {
  'organizations.access.choices': {
    say: [
      '(what|which) levels of access (are there|do we have|exist)',
      '(show|list|explain) (me|) (the|) (levels|access levels|levels of access|ready-made sets|sets)',
      'what does (the level|) (read|write|manage) (allow|mean|let somebody do)',
      'which sets of (levels|access) (are there|do we have)',
      'what is in the set bookkeeper',
      'what levels can i choose',
      'levels per module',
    ],
    not: ['what may a viewer do', 'what can Ana do'],
  },
  'organizations.access.ofMember': {
    say: [
      'what (can|may) {userId} do (here|)',
      'what is {userId} allowed to (do|see|change)',
      '(show|list|see) (me|) (the|) (access|rights|permissions) of {userId}',
      'what (rights|access|permissions) does {userId} have',
      'which modules (can|may) {userId} (see|use|open|change)',
      'how far does the access of {userId} go',
      '{userId} (access|rights|permissions)',
      '(is|isnt) {userId} (an admin|the owner|a viewer|a member|an administrator)',
      '(what|which) (role|rank) does {userId} (have|hold)',
      '(does|has) {userId} (have|got) (admin|owner) (rights|access)',
      'is {userId} (still|already|) allowed to (change things|see everything|invite people)',
    ],
    not: [
      'what is Ana doing',
      'what does Ana have to do',
      'what may a viewer do',
      'make Ana an admin',
      'who is an admin',
    ],
    ask: { userId: 'What whom may do?' },
    answer: memberAccessTold,
  },
  'organizations.access.holders': {
    say: [
      'who (can|may|is allowed to) {permission}',
      'who has the (right|permission) to {permission}',
      'which (people|members|keys|apps) (can|may) {permission}',
      '(list|show) (me|) (everybody|everyone|all) who (can|may) {permission}',
      'whose key (can|may) {permission}',
      'who holds the permission {permission}',
      'who is able to {permission}',
    ],
    not: ['who is in the team', 'who can take the roster'],
    ask: { permission: 'Who may do what?' },
  },
  'organizations.access.setLevels': {
    say: [
      '(let|allow) {userId} only (read|write|see) {x}',
      '(set|change) the (access|level|levels) of {userId} (in {x}|to {x}|)',
      '(keep|lock|shut) {userId} out of (the|) {x}',
      '{userId} should not see the {x}',
      '(let|allow) {userId} (to|) (change|edit|write|add|finish|delete) (tasks|invoices|trips|prices|websites|rows) (as well|too|from now on|)',
      '(let|allow) {userId} (to|) (see|look at|get at|read) the (books|bank|invoices|tasks|trips|prices) (as well|too|)',
      '{userId} (may|can|should) (change|edit|add) (tasks|invoices|trips|prices) (too|as well|from now on)',
    ],
    where: team,
  },
  'organizations.access.applySet': {
    say: ['make {userId} (the|a|our) (bookkeeper|accountant)', 'give {userId} the set {x}'],
    where: team,
  },
}

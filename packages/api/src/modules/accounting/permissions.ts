import type { PermissionDeclaration } from '../../platform/access/permissions.ts'

export const accountingPermissions = {
  'accounting.book.read': { title: 'See the books and their reports', level: 'read' },
  'accounting.contact.read': { title: 'See customers and vendors', level: 'read' },
  'accounting.sale.read': { title: 'See invoices and who owes what', level: 'read' },
  'accounting.bank.read': { title: 'See what the bank says', level: 'read' },
  'accounting.book.write': { title: 'Post to the books', level: 'write', isWork: true },
  'accounting.contact.write': { title: 'Change customers and vendors', level: 'write', isWork: true },
  'accounting.sale.write': { title: 'Write invoices and record payments', level: 'write', isWork: true },
  'accounting.bank.write': { title: 'Import statements and match them', level: 'write', isWork: true },
  // What is mailed outlasts the half hour of an administrator who acts for somebody.
  'accounting.sale.send': { title: 'Mail invoices to customers', level: 'write' },
  'accounting.book.manage': { title: 'Set up the books', level: 'manage' },
} as const satisfies Record<string, PermissionDeclaration>

type AccountingPermissions = Record<keyof typeof accountingPermissions, PermissionDeclaration>

declare module '../../platform/access/permissions.ts' {
  interface ModulePermissions extends AccountingPermissions {}
}

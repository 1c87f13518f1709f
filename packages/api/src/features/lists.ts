import type { ListDeclaration } from '../platform/catalog/lists.ts'

/** The lists of the hub itself whose filters may be given a name; modules declare theirs. */
export const hubLists: Readonly<Record<string, ListDeclaration>> = {
  audit: {
    title: 'Audit log',
    page: '/o/{org}/audit',
    permission: 'audit.read',
    sharing: 'audit.read',
  },
  jobs: { title: 'Jobs', page: '/o/{org}/jobs', permission: 'job.read', sharing: 'job.manage' },
}

/**
 * Tables of modules, which add theirs beside their declaration: `declare module '@hub/db/tables'`. They are part of
 * `OrgTables`, while this package knows none of them.
 */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- declaration merging
export interface ModuleTables {}

import type { OrgDb } from '@hub/db'
import type { z } from 'zod'
import type { OrgPermission } from '../access/permissions.ts'
import { sealedColumns } from '../secrets/sealed.ts'
import { seal, unseal } from '../secrets/secrets.ts'
import type { KeyRing } from '../secrets/secrets.ts'

/** A secret that each organization gives the module, such as its key at a supplier. It is kept sealed and never shown again. */
export interface CredentialDeclaration {
  title: string
  /** Where people find it, in a sentence. */
  about: string
  /** Of level `manage`: who may set, replace and remove it. */
  permission: string
  /** What such a secret looks like. */
  secret: z.core.$ZodType<string, string>
  /** Tries it before it is kept, within ten seconds: what is wrong with it in a sentence, or null where it works. */
  test?: (secret: string) => Promise<string | null>
}

export interface DeclaredCredential {
  /** Begins with the module's name: `shelf.supplier`. */
  name: string
  module: string
  moduleTitle: string
  permission: OrgPermission
  declaration: CredentialDeclaration
}

interface Declaring {
  name: string
  title: string
  credentials?: Readonly<Record<string, CredentialDeclaration>>
}

/** The credentials of all modules, and whose they are. */
export class CredentialTable {
  readonly all: readonly DeclaredCredential[]

  constructor(modules: readonly Declaring[]) {
    this.all = modules.flatMap(({ name: module, title: moduleTitle, credentials = {} }) =>
      Object.entries(credentials).map(([name, declaration]) => {
        // It was looked at when the modules were checked.
        const permission = declaration.permission as OrgPermission
        return { name, module, moduleTitle, permission, declaration }
      }),
    )
  }

  /** Throws where no module of this hub declares exactly this one. */
  by(declaration: CredentialDeclaration): DeclaredCredential {
    const found = this.all.find((one) => one.declaration === declaration)
    if (!found) throw new Error('No module of this hub declares this credential.')
    return found
  }
}

interface Place {
  orgId: string
  /** Of the credential. */
  name: string
}

/** Bound to its organization and name: one that is moved to another row opens nothing. */
const placeText = ({ orgId, name }: Place) => `credential:${orgId}:${name}`

export const sealCredential = (key: KeyRing, place: Place, secret: string): Buffer =>
  seal(key, secret, placeText(place))

export const sealedCredentials = sealedColumns({
  title: 'credentials of modules',
  of: 'organizations',
  table: 'module_credential',
  key: { name: 'text' },
  columns: ['sealed'],
  context: (orgId, [name = '']) => placeText({ orgId, name }),
})

/** null where another HUB_SECRET sealed it: somebody has to set it again. */
export function openCredential(key: KeyRing, place: Place, sealed: Buffer): string | null {
  try {
    return unseal(key, sealed, placeText(place))
  } catch {
    return null
  }
}

interface Reader {
  hub: { credentialTable: CredentialTable; keys: { seal: KeyRing } }
  db: OrgDb
  org: { orgId: string }
}

/**
 * The secret that the organization gave the module which declares this credential; null while there is none. The declaration
 * itself is the key to it, and no module can import another one's.
 */
export async function readCredential(
  { hub, db, org }: Reader,
  declaration: CredentialDeclaration,
): Promise<string | null> {
  const { name } = hub.credentialTable.by(declaration)
  const row = await db
    .selectFrom('moduleCredential')
    .select('sealed')
    .where('name', '=', name)
    .executeTakeFirst()
  return row ? openCredential(hub.keys.seal, { orgId: org.orgId, name }, row.sealed) : null
}

interface Checked extends Declaring {
  permissions: Readonly<Record<string, { level: string }>>
}

/** Throws where a credential is misnamed, without words, or could be set by everybody. */
export function checkCredentials(modules: readonly Checked[]): void {
  for (const { name: module, credentials = {}, permissions } of modules)
    for (const [name, { title, about, permission }] of Object.entries(credentials)) {
      if (!name.startsWith(`${module}.`))
        throw new Error(
          `The module "${module}" declares the credential "${name}". Its name begins with "${module}.", such as "${module}.${name.split('.').at(-1) ?? ''}".`,
        )
      if (title === '' || about === '')
        throw new Error(
          `The module "${module}": the credential "${name}" needs a title, and in \`about\` where people find it.`,
        )
      if (permissions[permission]?.level !== 'manage')
        throw new Error(
          `The module "${module}": the credential "${name}" is set with "${permission}", which is not one of its permissions of level "manage". Declare it in \`permissions\`.`,
        )
    }
}

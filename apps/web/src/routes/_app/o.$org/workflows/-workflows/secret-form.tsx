import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { PasswordInput } from '@hub/ui/password-input'
import { useState } from 'react'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { toFailure } from '../../../../../failure.ts'
import { useSetSecret } from './use-secrets.ts'

const hostsIn = (typed: string): string[] => typed.split(/[\s,]+/).filter((host) => host !== '')

/** What is missing, by field. */
const faultsOf = (name: string, secret: string, hosts: string) => ({
  name: /^[a-z][a-z0-9_]{0,39}$/.test(name)
    ? undefined
    : 'Use small letters, digits and _, beginning with a letter, such as shop_key.',
  secret: secret === '' ? 'Paste the key or token.' : undefined,
  hosts: hostsIn(hosts).length === 0 ? 'Say where it may be sent, such as api.example.com.' : undefined,
})

interface SecretFormProps {
  /** One that is there already, which gets a new value. */
  replaces?: { name: string; hosts: readonly string[] } | undefined
  onSet: (name: string) => void
  onClose: () => void
}

/** Keeps what workflows sign in with elsewhere. It is written here and never read again. */
export function SecretForm({ replaces, onSet, onClose }: SecretFormProps) {
  const [name, setName] = useState(replaces?.name ?? '')
  const [secret, setSecret] = useState('')
  const [hosts, setHosts] = useState(replaces?.hosts.join(', ') ?? '')
  const [isChecked, setChecked] = useState(false)
  const set = useSetSecret(onSet)
  const faults = faultsOf(name.trim(), secret, hosts)
  const shown = (fault: string | undefined) => (isChecked ? fault : undefined)
  return (
    <FormDialog
      title={replaces ? `Replace “${replaces.name}”` : 'Add a secret'}
      description="It is kept sealed, is put in where a call is made to these hosts, and is never shown again."
      submitLabel={replaces ? 'Replace it' : 'Keep it'}
      pendingLabel="Keeping it"
      pending={set.isPending}
      refusal={set.error ? toFailure(set.error).message : undefined}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        if (Object.values(faults).some((fault) => fault !== undefined)) return
        set.mutate({ name: name.trim(), secret, hosts: hostsIn(hosts) })
      }}
    >
      {!replaces && (
        <Field label="Name" hint="Steps use it by this name, such as shop_key." error={shown(faults.name)}>
          <Input
            value={name}
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
            autoFocus
            onChange={({ target }) => setName(target.value)}
          />
        </Field>
      )}
      <Field
        label="Secret"
        hint="The key or token itself, without words around it."
        error={shown(faults.secret)}
      >
        <PasswordInput
          value={secret}
          maxLength={4_000}
          autoComplete="new-password"
          autoFocus={replaces !== undefined}
          onChange={({ target }) => setSecret(target.value)}
        />
      </Field>
      <Field
        label="Where it may be sent"
        hint="Hosts with commas, such as api.example.com. It goes nowhere else."
        error={shown(faults.hosts)}
      >
        <Input
          value={hosts}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setHosts(target.value)}
        />
      </Field>
    </FormDialog>
  )
}

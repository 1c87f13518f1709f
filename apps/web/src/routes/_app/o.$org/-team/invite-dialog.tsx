import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { RadioGroup } from '@hub/ui/radio-group'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller, useWatch } from 'react-hook-form'
import type { UseFormRegisterReturn } from 'react-hook-form'
import { useHub, useOrganization } from '../../../../account.ts'
import { useDraftName } from '../../../../components/draft.ts'
import { FormDialog } from '../../../../components/form-dialog.tsx'
import { useKeptForm } from '../../../../components/form-draft.ts'
import { FormRefusal } from '../../../../components/form-refusal.tsx'
import { roleMeanings, rolesFor, roleWords } from '../../../../components/role-words.ts'
import { useTellMailed } from '../../../../components/tell-mailed.ts'
import { showRefusal } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'

const loadInvitation = async () =>
  (await import('@hub/api/schemas/organizations')).CreateInvitation.pick({
    email: true,
    role: true,
    set: true,
  })

/** Mails somebody a link into this organization. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { trpc, queryClient } = useHub()
  const organization = useOrganization()
  const tellMailed = useTellMailed()
  const [idempotencyKey] = useState(newKey)
  const { invitations } = trpc.organizations
  const invite = useMutation(invitations.create.mutationOptions())
  const { form, onDiscard, forget } = useKeptForm(loadInvitation, {
    name: useDraftName('invitation'),
    empty: { email: '', role: 'member', set: '' },
  })
  const { errors, isSubmitting } = form.formState
  const [role, set] = useWatch({ control: form.control, name: ['role', 'set'] })
  const submit = form.handleSubmit(async ({ set, ...invitation }) => {
    const chosen = set !== '' && invitation.role !== 'owner' ? { set } : {}
    try {
      await invite.mutateAsync({ ...invitation, ...chosen, idempotencyKey })
      forget()
      void queryClient.invalidateQueries(invitations.list.pathFilter())
      tellMailed(`An invitation is on its way to ${invitation.email}.`)
      onClose()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title={`Invite somebody to ${organization.name}`}
      description="They get a mail with a link that works for 7 days."
      submitLabel="Send invitation"
      pendingLabel="Sending"
      pending={isSubmitting}
      kept={{ onDiscard }}
      onClose={onClose}
      onSubmit={(event) => void submit(event)}
    >
      <FormRefusal errors={errors} />
      <Field label="Email" error={errors.email?.message}>
        <Input {...form.register('email')} type="email" autoComplete="off" autoFocus />
      </Field>
      <Controller
        control={form.control}
        name="role"
        render={({ field }) => (
          <RadioGroup
            label="Role"
            options={rolesFor(organization.role).map((value) => ({
              value,
              label: roleWords[value],
              hint: roleMeanings[value],
            }))}
            value={field.value ?? 'member'}
            onValueChange={field.onChange}
          />
        )}
      />
      {role !== 'owner' && <SetField register={form.register('set')} chosen={set} />}
    </FormDialog>
  )
}

/** How far they go in the modules from the first moment on. */
function SetField({ register, chosen }: { register: UseFormRegisterReturn; chosen: string | undefined }) {
  const choices = useQuery(useTRPC().organizations.access.choices.queryOptions({}, { staleTime: Infinity }))
  const sets = choices.data?.sets ?? []
  if (sets.length === 0) return null
  return (
    <Field
      label="Access"
      hint={sets.find(({ name }) => name === chosen)?.about ?? 'What the role has in each module.'}
    >
      <NativeSelect
        {...register}
        options={[
          { value: '', label: 'As the role says' },
          ...sets.map(({ name, title }) => ({ value: name, label: title })),
        ]}
      />
    </Field>
  )
}

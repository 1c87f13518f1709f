import { isMonthFirst } from '@hub/api/schemas/shared/date-order'
import { Card } from '@hub/ui/card'
import { Properties, Property } from '@hub/ui/drawer'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { Skeleton, SkeletonGate } from '@hub/ui/skeleton'
import { showToast } from '@hub/ui/toast'
import type { AppRouter } from '@hub/api'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { inferRouterOutputs } from '@trpc/server'
import { refreshMe, useCan, useHub } from '../../../../account.ts'
import { currencyChoices } from '../../../../components/currency-choices.ts'
import { onlyEdited, sendEdits, useEditForm } from '../../../../components/edit-form.ts'
import { FormEdits } from '../../../../components/form-edits.tsx'
import { FormFrame } from '../../../../components/form-frame.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import { showRefusal } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { AssistantCard } from './assistant-card.tsx'
import { CredentialsCard } from './credentials-card.tsx'
import { LimitsCard } from './limits-card.tsx'
import { ModuleSettingsCards } from './module-settings-cards.tsx'
import { SignInRuleCard, UNPROTECTED } from './sign-in-rule-card.tsx'
import { zoneOptions } from './zone-options.ts'

type Organization = inferRouterOutputs<AppRouter>['organizations']['get']

const loadBasics = async () =>
  (await import('@hub/api/schemas/organizations')).UpdateOrganization.pick({
    name: true,
    timeZone: true,
    currency: true,
  }).required()

/** What holds for the organization; everybody may look, owners and admins may change it. */
export function OrganizationSettings() {
  const { trpc } = useHub()
  const organization = useQuery(trpc.organizations.get.queryOptions({}))
  const limits = useQuery(trpc.credits.limits.queryOptions())
  const enabled = useCan('member.write')
  const members = useQuery(trpc.organizations.members.list.queryOptions(UNPROTECTED, { enabled }))
  const isAnswered = organization.isFetched && limits.isFetched && (members.isFetched || !enabled)
  return (
    // The cards come together: how high one is depends on what was answered, and those below it would move.
    <SkeletonGate pending={!isAnswered} skeleton={<CardSkeletons />}>
      {() => (
        <Loaded query={organization} failed="The settings could not be loaded" skeleton={<CardSkeletons />}>
          {(data) => (
            <div className="flex flex-col gap-4">
              <BasicsCard organization={data} />
              <SignInRuleCard organization={data} unprotected={members.data} />
              <LimitsCard query={limits} />
              <AssistantCard />
              <ModuleSettingsCards />
              <CredentialsCard />
            </div>
          )}
        </Loaded>
      )}
    </SkeletonGate>
  )
}

const CardSkeletons = () => (
  <div className="flex flex-col gap-4">
    <Skeleton className="h-[280px] w-full" />
    <Skeleton className="h-40 w-full" />
    <Skeleton className="h-[280px] w-full" />
  </div>
)

/** Name, time zone and currency. */
function BasicsCard({ organization }: { organization: Organization }) {
  const Basics = useCan('organization.write') ? BasicsForm : BasicsView
  return (
    <Card title="Organization">
      <Basics organization={organization} />
    </Card>
  )
}

const basicsOf = ({ name, timeZone, currency }: Organization) => ({ name, timeZone, currency })

/** How figures are read as a day, which follows the currency. */
const dateOrderWords = (currency: string): string =>
  isMonthFirst(currency)
    ? 'Dates are read month first: 01/05/2027 is January 5.'
    : 'Dates are read day first: 05.01.2027 is 5 January.'

const basicLabels = { name: 'Name', timeZone: 'Time zone', currency: 'Currency' }

function BasicsForm({ organization }: { organization: Organization }) {
  const { trpc, queryClient } = useHub()
  const router = useRouter()
  const update = useMutation(trpc.organizations.update.mutationOptions())
  const { form, edits } = useEditForm(loadBasics, {
    place: 'settings.organization',
    saved: basicsOf(organization),
  })
  const { errors } = form.formState
  const currency = form.watch('currency')
  const submit = form.handleSubmit(async (basics) => {
    const typed = form.getValues()
    try {
      const saved = await sendEdits({
        edits,
        saved: organization,
        send: ({ version }) =>
          update.mutateAsync({ ...onlyEdited(basics, edits.edited), version, idempotencyKey: newKey() }),
        readAgain: () => queryClient.fetchQuery({ ...trpc.organizations.get.queryOptions({}), staleTime: 0 }),
        fieldsOf: basicsOf,
      })
      if (saved === null) return
      queryClient.setQueryData(trpc.organizations.get.queryKey({}), saved)
      edits.settle(typed)
      await refreshMe(router.options.context.hubs)
      showToast('Saved.')
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormFrame
      state={form.formState}
      onSubmit={submit}
      submitLabel="Save"
      pendingLabel="Saving"
      submit="primary"
    >
      <FormEdits edits={edits} labels={basicLabels} />
      <Field label="Name" error={errors.name?.message}>
        <Input {...form.register('name')} autoComplete="organization" />
      </Field>
      <Field
        label="Time zone"
        hint="Due days and times are in this time zone."
        error={errors.timeZone?.message}
      >
        <NativeSelect {...form.register('timeZone')} options={zoneOptions(organization.timeZone)} />
      </Field>
      <Field label="Currency" hint={dateOrderWords(currency)} error={errors.currency?.message}>
        <NativeSelect {...form.register('currency')} options={currencyChoices(organization.currency)} />
      </Field>
    </FormFrame>
  )
}

function BasicsView({ organization }: { organization: Organization }) {
  return (
    <Properties>
      <Property name="Name">{organization.name}</Property>
      <Property name="Time zone">{organization.timeZone}</Property>
      <Property name="Currency">{organization.currency}</Property>
      <Property name="Dates">{dateOrderWords(organization.currency)}</Property>
    </Properties>
  )
}

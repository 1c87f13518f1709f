import { Button } from '@hub/ui/button'
import { Field } from '@hub/ui/field'
import { NativeSelect } from '@hub/ui/native-select'
import { Note } from '@hub/ui/note'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { presetScopes } from '../../components/scope-presets.ts'
import { ScopeChoice } from '../../components/scope-choice.tsx'
import { allowConsent, denyConsent } from '../../consent.ts'
import type { ConsentDetails } from '../../consent.ts'
import { toFailure } from '../../failure.ts'
import { ClientFacts } from './client-facts.tsx'

export interface ConsentFormProps {
  request: string
  details: ConsentDetails
}

const leave = (to: string) => location.assign(to)

/** Which organization, what it may do there, and yes or no. */
export function ConsentForm({ request, details }: ConsentFormProps) {
  const { organizations, scopes } = details
  const [slug, setSlug] = useState(organizations[0]?.slug ?? '')
  // What reaches beyond the daily work is for the person to tick, not to overlook.
  const [chosen, setChosen] = useState(() => presetScopes('write', scopes, []))
  const place = organizations.find((organization) => organization.slug === slug)
  const offered = scopes.filter(({ name }) => place?.scopes.includes(name))
  const given = offered.map(({ name }) => name).filter((name) => chosen.includes(name))
  const allow = useMutation({
    mutationFn: () => allowConsent(request, { org: slug, scopes: given }),
    onSuccess: leave,
  })
  const deny = useMutation({ mutationFn: () => denyConsent(request), onSuccess: leave })
  const problem = allow.error ?? deny.error
  // Leaving for the application takes a moment; nothing can be pressed twice meanwhile.
  const isOver = allow.isSuccess || deny.isSuccess
  return (
    <div className="flex flex-col gap-(--gap)">
      <ClientFacts details={details} />
      {organizations.length > 1 && (
        <Field label="Organization" hint="It reaches this one and no other.">
          <NativeSelect
            value={slug}
            options={organizations.map(({ slug: value, name }) => ({ value, label: name }))}
            onChange={(event) => setSlug(event.target.value)}
          />
        </Field>
      )}
      {place === undefined ? (
        <Note tone="warning">You are not a member of an organization, so there is nothing to connect.</Note>
      ) : (
        <div className="flex flex-col gap-2.5">
          <p className="text-13 font-medium">In {place.name} it may</p>
          <ScopeChoice
            label="What else it may do"
            scopes={offered}
            modules={details.modules}
            chosen={chosen}
            onChange={setChosen}
          />
          <p className="text-12 text-text-3">
            Changes still wait for your approval. You can end this at any time under Connect.
          </p>
        </div>
      )}
      {problem && (
        <Note tone="danger" live>
          {toFailure(problem).message}
        </Note>
      )}
      <div className="grid grid-cols-2 gap-2.5">
        <Button
          size="lg"
          block
          pending={deny.isPending}
          pendingLabel="Refusing"
          disabled={isOver || allow.isPending}
          onClick={() => deny.mutate()}
        >
          Deny
        </Button>
        <Button
          variant="primary"
          size="lg"
          block
          pending={allow.isPending || isOver}
          pendingLabel="Connecting"
          disabled={given.length === 0 || deny.isPending}
          onClick={() => allow.mutate()}
        >
          Allow
        </Button>
      </div>
    </div>
  )
}

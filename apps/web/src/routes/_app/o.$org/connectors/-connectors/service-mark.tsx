import { serviceMarks } from './connection-words.ts'
import type { ProviderName } from './connectors-types.ts'

/** A service in two letters; its name stands beside it. */
export const ServiceMark = ({ provider }: { provider: ProviderName }) => (
  <span
    aria-hidden="true"
    className="grid size-8 flex-none place-items-center rounded-sm bg-neutral-tint text-12 font-semibold text-text-2"
  >
    {serviceMarks[provider]}
  </span>
)

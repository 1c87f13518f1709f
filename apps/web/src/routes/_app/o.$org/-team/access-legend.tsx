import type { AccessModule } from '../../../../components/access-levels.ts'
import { levelWords } from '../../../../components/access-levels.ts'

/** What each level allows; each holds what the ones before it hold. */
export function AccessLegend({ modules }: { modules: readonly AccessModule[] }) {
  return (
    <details className="border-t border-line px-(--card-pad) py-3 text-13">
      <summary className="cursor-pointer font-medium">What a level allows</summary>
      <p className="mt-2 text-text-2">
        Each level holds what the ones before it hold. Credits, keys and the team go with the role. A key or
        application never does more than its person may.
      </p>
      {modules.map(({ name, title, levels }) => (
        <div key={name} className="mt-3">
          <h3 className="font-medium">{title}</h3>
          <dl className="mt-1 grid grid-cols-[80px_minmax(0,1fr)] gap-x-3 gap-y-1">
            {levels
              .filter(({ allows }) => allows.length > 0)
              .map(({ level, allows }) => (
                <div key={level} className="col-span-2 grid grid-cols-subgrid">
                  <dt className="text-text-3">{levelWords[level]}</dt>
                  <dd>{allows.join(', ')}</dd>
                </div>
              ))}
          </dl>
        </div>
      ))}
    </details>
  )
}

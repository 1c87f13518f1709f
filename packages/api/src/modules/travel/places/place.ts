/** An airport with scheduled flights. */
export interface Airport {
  /** Three letters of IATA. */
  iata: string
  name: string
  city: string
  /** ISO 3166-1 alpha-2. */
  country: string
  latitude: number
  longitude: number
  /** IANA time zone. */
  zone: string
}

/** A town or city that one travels from and to. */
export interface Place {
  /** Stable, in lower case: `lisbon-pt`. */
  id: string
  name: string
  /** ISO 3166-1 alpha-2. */
  country: string
  latitude: number
  longitude: number
  zone: string
  /** ISO 4217: what one pays with there. */
  currency: string
  /** IATA codes of those that serve it, nearest first. */
  airports: readonly string[]
}

/** What a place is known for. */
export const tags = [
  'warm',
  'beach',
  'city',
  'nature',
  'snow',
  'food',
  'culture',
  'nightlife',
  'family',
  'quiet',
] as const
export type Tag = (typeof tags)[number]

export interface Sight {
  name: string
  kind: 'museum' | 'view' | 'park' | 'market' | 'church' | 'walk' | 'beach' | 'monument' | 'other'
  /** When it is usually open, as `10:00-18:00`; left out where one can always go. */
  hours?: string
}

/** A place that we say something of; all of it are our own estimates. */
export interface Destination {
  /** Of its place. */
  id: string
  nicknames: readonly string[]
  tags: readonly Tag[]
  /** 1 to 12. */
  goodMonths: readonly number[]
  /** 1 cheap to 5 dear. */
  costLevel: 1 | 2 | 3 | 4 | 5
  sights: readonly Sight[]
}

/** An airport that the demo changes planes at. */
export interface Hub {
  iata: string
  latitude: number
  longitude: number
  zone: string
}

type Row = readonly [iata: string, latitude: number, longitude: number, zone: string]

/** Large airports, where they really are, to a hundredth of a degree. */
const rows: readonly Row[] = [
  ['LHR', 51.47, -0.46, 'Europe/London'],
  ['CDG', 49.01, 2.55, 'Europe/Paris'],
  ['DUB', 53.42, -6.27, 'Europe/Dublin'],
  ['AMS', 52.31, 4.76, 'Europe/Amsterdam'],
  ['FRA', 50.03, 8.56, 'Europe/Berlin'],
  ['MAD', 40.47, -3.56, 'Europe/Madrid'],
  ['LIS', 38.77, -9.13, 'Europe/Lisbon'],
  ['FCO', 41.8, 12.25, 'Europe/Rome'],
  ['VIE', 48.11, 16.57, 'Europe/Vienna'],
  ['CPH', 55.62, 12.66, 'Europe/Copenhagen'],
  ['HEL', 60.32, 24.96, 'Europe/Helsinki'],
  ['KEF', 63.99, -22.61, 'Atlantic/Reykjavik'],
  ['IST', 41.28, 28.73, 'Europe/Istanbul'],
  ['DXB', 25.25, 55.36, 'Asia/Dubai'],
  ['ADD', 8.98, 38.8, 'Africa/Addis_Ababa'],
  ['JNB', -26.14, 28.25, 'Africa/Johannesburg'],
  ['CMN', 33.37, -7.59, 'Africa/Casablanca'],
  ['DEL', 28.57, 77.1, 'Asia/Kolkata'],
  ['BKK', 13.69, 100.75, 'Asia/Bangkok'],
  ['SIN', 1.36, 103.99, 'Asia/Singapore'],
  ['HKG', 22.31, 113.91, 'Asia/Hong_Kong'],
  ['ICN', 37.46, 126.44, 'Asia/Seoul'],
  ['HND', 35.55, 139.78, 'Asia/Tokyo'],
  ['SYD', -33.95, 151.18, 'Australia/Sydney'],
  ['AKL', -37.01, 174.79, 'Pacific/Auckland'],
  ['HNL', 21.32, -157.92, 'Pacific/Honolulu'],
  ['LAX', 33.94, -118.41, 'America/Los_Angeles'],
  ['ORD', 41.98, -87.9, 'America/Chicago'],
  ['ATL', 33.64, -84.43, 'America/New_York'],
  ['JFK', 40.64, -73.78, 'America/New_York'],
  ['YYZ', 43.68, -79.63, 'America/Toronto'],
  ['MEX', 19.44, -99.07, 'America/Mexico_City'],
  ['PTY', 9.07, -79.38, 'America/Panama'],
  ['GRU', -23.43, -46.47, 'America/Sao_Paulo'],
]

export const hubs: readonly Hub[] = rows.map(([iata, latitude, longitude, zone]) => ({
  iata,
  latitude,
  longitude,
  zone,
}))

const codes = new Set(hubs.map(({ iata }) => iata))

export const isHub = (iata: string): boolean => codes.has(iata)

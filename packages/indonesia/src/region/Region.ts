/**
 * Regions of the country as one module: codes with their scheme, the table and its look-ups, and the loader. Only
 * `load` touches the outside world.
 */
export * from "./RegionCode.ts"
export * from "./Regions.ts"
export { load, RegionsUnavailable } from "./IdnAreaData.ts"

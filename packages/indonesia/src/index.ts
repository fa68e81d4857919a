/**
 * Indonesian law and writing: identity numbers, regions, scales of business, income tax of participants, price
 * standards, the health protocol. Every figure is dated and cited; what the law leaves open is a required input.
 */
export * as Citations from "./citation/Citations.ts"
export * as Nik from "./identity/Nik.ts"
export * as HouseholdNumber from "./identity/HouseholdNumber.ts"
export * as Npwp from "./identity/Npwp.ts"
export * as Region from "./region/Region.ts"
export * as IndonesianDate from "./writing/IndonesianDate.ts"
export * as Rupiah from "./writing/Rupiah.ts"
export * as Phone from "./writing/Phone.ts"
export * as Kbli from "./business/Kbli.ts"
export * as MsmeScale from "./business/MsmeScale.ts"
export * as IndustryScale from "./business/IndustryScale.ts"
export * as IncomeTaxLayers from "./tax/IncomeTaxLayers.ts"
export * as ObjectCode from "./tax/ObjectCode.ts"
export * as ParticipantTax from "./tax/ParticipantTax.ts"
export * as CivilServantTax from "./tax/CivilServantTax.ts"
export * as TransportPrice from "./price/TransportPrice.ts"
export * as DoubleFunding from "./price/DoubleFunding.ts"
export * as Temperature from "./health/Temperature.ts"
export * as HealthProtocol from "./health/HealthProtocol.ts"
export * as ActivityLevel from "./health/ActivityLevel.ts"

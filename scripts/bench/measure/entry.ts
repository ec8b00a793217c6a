import "../../../src/functions";

export { registeredFunctions } from "../../../src/functions/call/registry";

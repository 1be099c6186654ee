#nullable disable
using System.ComponentModel;

namespace Azure.Data.Tables.Models;

/// <summary>Error codes of the table service; compare with <see cref="RequestFailedException.ErrorCode"/>.</summary>
public readonly struct TableErrorCode : IEquatable<TableErrorCode>
{
    private readonly string value;

    public TableErrorCode(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        this.value = value;
    }

    public static TableErrorCode AccountIOPSLimitExceeded { get; } = new("AccountIOPSLimitExceeded");

    public static TableErrorCode AtomFormatNotSupported { get; } = new("AtomFormatNotSupported");

    public static TableErrorCode AuthorizationPermissionMismatch { get; } = new("AuthorizationPermissionMismatch");

    public static TableErrorCode AuthorizationResourceTypeMismatch { get; } = new("AuthorizationResourceTypeMismatch");

    public static TableErrorCode CannotCreateTableWithIOPSGreaterThanMaxAllowedPerTable { get; } =
        new("CannotCreateTableWithIOPSGreaterThanMaxAllowedPerTable");

    public static TableErrorCode CommandsInBatchActOnDifferentPartitions { get; } = new("CommandsInBatchActOnDifferentPartitions");

    public static TableErrorCode ContentLengthExceeded { get; } = new("ContentLengthExceeded");

    public static TableErrorCode DuplicateKeyPropertySpecified { get; } = new("DuplicateKeyPropertySpecified");

    public static TableErrorCode DuplicatePropertiesSpecified { get; } = new("DuplicatePropertiesSpecified");

    public static TableErrorCode EntityAlreadyExists { get; } = new("EntityAlreadyExists");

    public static TableErrorCode EntityNotFound { get; } = new("EntityNotFound");

    public static TableErrorCode EntityTooLarge { get; } = new("EntityTooLarge");

    public static TableErrorCode Forbidden { get; } = new("Forbidden");

    public static TableErrorCode InvalidDuplicateRow { get; } = new("InvalidDuplicateRow");

    public static TableErrorCode InvalidInput { get; } = new("InvalidInput");

    public static TableErrorCode InvalidValueType { get; } = new("InvalidValueType");

    public static TableErrorCode JsonFormatNotSupported { get; } = new("JsonFormatNotSupported");

    public static TableErrorCode KeyValueTooLarge { get; } = new("KeyValueTooLarge");

    public static TableErrorCode MediaTypeNotSupported { get; } = new("MediaTypeNotSupported");

    public static TableErrorCode MethodNotAllowed { get; } = new("MethodNotAllowed");

    public static TableErrorCode NotImplemented { get; } = new("NotImplemented");

    public static TableErrorCode OperationTimedOut { get; } = new("OperationTimedOut");

    public static TableErrorCode OperatorInvalid { get; } = new("OperatorInvalid");

    public static TableErrorCode OutOfRangeInput { get; } = new("OutOfRangeInput");

    public static TableErrorCode PropertiesNeedValue { get; } = new("PropertiesNeedValue");

    public static TableErrorCode PropertyNameInvalid { get; } = new("PropertyNameInvalid");

    public static TableErrorCode PropertyNameTooLong { get; } = new("PropertyNameTooLong");

    public static TableErrorCode PropertyValueTooLarge { get; } = new("PropertyValueTooLarge");

    public static TableErrorCode ResourceNotFound { get; } = new("ResourceNotFound");

    public static TableErrorCode TableAlreadyExists { get; } = new("TableAlreadyExists");

    public static TableErrorCode TableBeingDeleted { get; } = new("TableBeingDeleted");

    public static TableErrorCode TableNotFound { get; } = new("TableNotFound");

    public static TableErrorCode TooManyProperties { get; } = new("TooManyProperties");

    public static TableErrorCode UpdateConditionNotSatisfied { get; } = new("UpdateConditionNotSatisfied");

    public static TableErrorCode XMethodIncorrectCount { get; } = new("XMethodIncorrectCount");

    public static TableErrorCode XMethodIncorrectValue { get; } = new("XMethodIncorrectValue");

    public static TableErrorCode XMethodNotUsingPost { get; } = new("XMethodNotUsingPost");

    public static bool operator ==(TableErrorCode left, TableErrorCode right) => left.Equals(right);

    public static bool operator !=(TableErrorCode left, TableErrorCode right) => !left.Equals(right);

    public static bool operator ==(TableErrorCode code, string value) => value is not null && code.Equals(value);

    public static bool operator !=(TableErrorCode code, string value) => !(code == value);

    public static bool operator ==(string value, TableErrorCode code) => code == value;

    public static bool operator !=(string value, TableErrorCode code) => !(code == value);

    public static implicit operator TableErrorCode(string value) => new(value);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object obj) => obj is TableErrorCode other && Equals(other);

    public bool Equals(TableErrorCode other) => string.Equals(value, other.value, StringComparison.InvariantCultureIgnoreCase);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => value is null ? 0 : StringComparer.InvariantCultureIgnoreCase.GetHashCode(value);

    public override string ToString() => value;
}
